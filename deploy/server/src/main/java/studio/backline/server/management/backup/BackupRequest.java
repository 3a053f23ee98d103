package studio.backline.server.management.backup;

/**
 * What a command wants of backups; what is empty was not given.
 *
 * @param place a folder, by its whole path
 * @param name of an archive
 * @param file to be written
 */
public record BackupRequest(String place, String name, String file) {}
