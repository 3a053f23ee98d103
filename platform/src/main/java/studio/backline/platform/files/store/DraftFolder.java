package studio.backline.platform.files.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one node writes what is not whole yet. Nodes share the folder of files, so each has a part
 * of its own, told by a lock that ends with its process: whatever belongs to no living node is of
 * no use to anyone.
 */
final class DraftFolder {

    private static final Logger log = LoggerFactory.getLogger(DraftFolder.class);
    private static final String LOCK = ".lock";

    /** POSIX lets a process lose a lock by opening and closing its file once more. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path own;

    /** Held for as long as this is; the lock goes with the channel. */
    private final FileChannel held;

    private DraftFolder(Path own, FileChannel held) {
        this.own = own;
        this.held = held;
    }

    /** Makes one, and clears what killed nodes have left. */
    static DraftFolder in(Path folder) throws IOException {
        Path shared = Files.createDirectories(folder).toRealPath();
        while (true) {
            Path own = shared.resolve(UUID.randomUUID().toString());
            Path lock = lockOf(own);
            FileChannel channel =
                    FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            HELD_HERE.add(lock);
            lock(channel);
            // Between the two another node may have taken it for one that nobody holds.
            if (Files.exists(lock)) {
                Files.createDirectory(own);
                sweep(shared);
                return new DraftFolder(own, channel);
            }
            channel.close();
            HELD_HERE.remove(lock);
        }
    }

    private static void lock(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException e) {
            // Nobody gets a lock there, so nobody clears what is another's either.
            log.warn(
                    "The folder of files knows no locks; what a killed server leaves stays there.");
        }
    }

    private static void sweep(Path shared) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(shared)) {
            for (Path each : left) {
                clear(each);
            }
        }
    }

    private static void clear(Path left) {
        Path lock = left.toString().endsWith(LOCK) ? left : lockOf(left);
        if (HELD_HERE.contains(lock)) {
            return;
        }
        try {
            if (Files.exists(lock)) {
                clearUnlessHeld(lock);
            } else {
                delete(left);
            }
        } catch (IOException e) {
            log.debug("Left to whoever holds it: {}", left.getFileName());
        }
    }

    private static void clearUnlessHeld(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                String name = lock.getFileName().toString();
                delete(lock.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lock);
            }
        }
    }

    private static void delete(Path left) throws IOException {
        if (Files.exists(left)) {
            PathUtils.delete(left);
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    /** A name that nothing has yet. */
    Path fresh(String prefix) {
        if (!held.isOpen()) {
            throw new IllegalStateException("The folder of what is not whole is given up.");
        }
        return own.resolve(prefix + UUID.randomUUID());
    }

    /** Where they are. */
    Path path() {
        return own;
    }
}
