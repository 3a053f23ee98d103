package studio.backline.platform.files.content;

import java.util.UUID;

/**
 * What came in.
 *
 * @param content its id, or that of equal content which was there before
 * @param type found by looking at it
 * @param size in bytes
 */
public record Taken(UUID content, String type, long size) {}
