package studio.backline.contract.files;

import java.time.Instant;

/**
 * What is known of a file.
 *
 * @param id which
 * @param name as the person called it, without any path
 * @param size in bytes
 * @param createdAt when it was stored
 */
public record StoredFile(FileId id, String name, long size, Instant createdAt) {}
