package studio.backline.contract.files;

import java.time.Instant;

/**
 * What is known of a file.
 *
 * @param id which
 * @param name as the person called it, without any path
 * @param type a media type (RFC 6838) found by looking at the content, without parameters; {@code
 *     application/octet-stream} where nothing is known
 * @param size in bytes
 * @param createdAt when it was stored
 */
public record StoredFile(FileId id, String name, String type, long size, Instant createdAt) {}
