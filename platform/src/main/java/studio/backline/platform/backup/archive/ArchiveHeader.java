package studio.backline.platform.backup.archive;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.backline.platform.database.dump.DumpedSchema;

/**
 * The first part of an archive: what follows.
 *
 * @param format of the archive
 * @param id of this archive
 * @param server version that made it
 * @param madeAt the instant of which everything is
 * @param keys names the keys that open what is sealed in it, and tells nothing of them
 * @param canaries a value sealed for each workspace, to see whether keys open it
 * @param schemas in the order of their rows
 */
public record ArchiveHeader(
        int format,
        UUID id,
        String server,
        Instant madeAt,
        String keys,
        List<Canary> canaries,
        List<DumpedSchema> schemas) {

    /** The format that this version writes, and the only one that it reads. */
    public static final int FORMAT = 1;

    public ArchiveHeader {
        canaries = List.copyOf(canaries);
        schemas = List.copyOf(schemas);
    }

    /**
     * Something sealed with a workspace's key when the archive was made.
     *
     * @param sealed an envelope, in Base64
     */
    public record Canary(UUID workspace, String sealed) {}
}
