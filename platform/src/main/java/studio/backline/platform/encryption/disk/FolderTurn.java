package studio.backline.platform.encryption.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The turn of whoever changes files of a folder that belong together: one at a time, also where
 * several processes have the folder. Who reads one file needs none.
 */
public final class FolderTurn implements Closeable {

    private static final String FILE = ".turn";
    private static final Map<Path, Held> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Held held;

    private FolderTurn(Held held) {
        this.held = held;
    }

    /** A lock of files is one of processes; threads of one need another. */
    private static final class Held {

        private final ReentrantLock thread = new ReentrantLock();
        private @Nullable FileChannel channel;
    }

    /** Waits for it; whoever has it may take it again. */
    public static FolderTurn take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Held held = IN_THIS_PROCESS.computeIfAbsent(real, _ -> new Held());
        held.thread.lock();
        try {
            if (held.thread.getHoldCount() == 1) {
                FileChannel channel =
                        FileChannel.open(
                                real.resolve(FILE),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                channel.lock();
                held.channel = channel;
            }
            return new FolderTurn(held);
        } catch (IOException | RuntimeException e) {
            held.thread.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            FileChannel locked = held.channel;
            if (held.thread.getHoldCount() == 1 && locked != null) {
                // The lock goes with it.
                locked.close();
            }
        } finally {
            held.thread.unlock();
        }
    }
}
