package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.database.DatabaseFailureException;

/** Keeps a second server away from the folder. The operating system frees it if this one dies. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, e);
        }
        channel.close();
        throw taken(folder, null);
    }

    private static DatabaseFailureException taken(Path folder, @Nullable Exception cause) {
        return new DatabaseFailureException(
                "Another Backline is running on the data folder '%s'."
                        .formatted(folder.toAbsolutePath().getParent()),
                "Stop that one first, or give this one a folder of its own with backline.data.",
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
