package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.DatabaseFailureException;

/**
 * The room on the disk under the embedded server.
 *
 * @param folder of the server, there or not yet
 * @param needed so many MB; with less the disk is held to be short
 */
public record DiskRoom(Path folder, long needed) {

    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    /** Programs, an empty cluster, the first migrations and the log that they are written to. */
    private static final long FIRST_START = 256;

    /** The room that a first start takes. */
    public static DiskRoom under(Path folder) {
        return new DiskRoom(folder.toAbsolutePath().normalize(), FIRST_START);
    }

    /** Refuses to make a cluster where it would not fit. */
    public void requireForCluster() {
        Optional<Long> left = shortage();
        if (left.isPresent() && !Files.exists(folder.resolve("cluster"))) {
            throw new DatabaseFailureException(
                    "The disk under '%s' has %d MB left, and the database takes %d MB at its first start."
                            .formatted(folder, left.get(), needed),
                    "Make room there, or set backline.data to a folder on another disk.",
                    null);
        }
    }

    /** The failure, with the disk's room before its remedy where that is short. */
    public RuntimeException explain(RuntimeException failure) {
        Optional<Long> left = shortage();
        if (left.isEmpty()) {
            return failure;
        }
        String room =
                "The disk under '%s' has only %d MB left: make room there."
                        .formatted(folder, left.get());
        return failure instanceof DatabaseFailureException known
                ? new DatabaseFailureException(known.what(), room + " " + known.remedy(), known)
                : new DatabaseFailureException(
                        "The database in '%s' could not be prepared.".formatted(folder),
                        room,
                        failure);
    }

    private Optional<Long> shortage() {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long left = Files.getFileStore(there).getUsableSpace() >> 20;
            return left < needed ? Optional.of(left) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("The room under {} cannot be seen", there, e);
            return Optional.empty();
        }
    }
}
