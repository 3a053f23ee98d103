package studio.backline.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;

/**
 * The data folder, held by one server at a time. The lock goes with the process; what a killed
 * server had in hand in {@link #run()} goes at the next start.
 */
public final class DataFolder implements DisposableBean {

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** What lives only as long as the server runs: lock, address and token for commands. */
    public Path run() {
        return run(folder);
    }

    /** The folder of a running server's traces. */
    public static Path run(Path folder) {
        return folder.resolve("run");
    }

    /** Says why the folder cannot be used, where it cannot. */
    static Optional<Problem> problemOf(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return Optional.of(unusable(folder, "does not exist and cannot be made"));
        }
        if (!Files.isDirectory(there)) {
            return Optional.of(
                    unusable(folder, "is not a folder, or lies in something that is none"));
        }
        if (!Files.isWritable(there) || !Files.isReadable(there) || !Files.isExecutable(there)) {
            return Optional.of(
                    unusable(
                            folder,
                            "cannot be read and written by the user "
                                    + System.getProperty("user.name")));
        }
        return Optional.empty();
    }

    /** Makes the folder where it is missing and takes it; empty where another server holds it. */
    static Optional<DataFolder> take(Path folder) throws IOException {
        makePrivate(folder);
        makePrivate(run(folder));
        FileChannel channel =
                FileChannel.open(
                        lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            return Optional.empty();
        }
        sweep(folder);
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        String.valueOf(ProcessHandle.current().pid())
                                .getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new DataFolder(folder, channel));
    }

    /** Says that another server holds the folder. */
    static Problem taken(Path folder) {
        return new Problem(
                "A Backline runs on the data folder '%s' already (%s)."
                        .formatted(folder, holder(folder)),
                "Use that one, or stop it first; for a second server of its own set backline.data"
                        + " to another folder.");
    }

    /** The process that holds a folder, as far as it says so. */
    private static String holder(Path folder) {
        return noted(folder).map(pid -> "process " + pid).orElse("another process");
    }

    private static Optional<Long> noted(Path folder) {
        try {
            String pid = Files.readString(lockFile(folder), StandardCharsets.US_ASCII).strip();
            return pid.matches("\\d{1,10}") ? Optional.of(Long.valueOf(pid)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The process that holds a folder, from the first moment of its start to the last of its stop;
     * empty where none does.
     */
    public static Optional<String> heldBy(Path folder) throws IOException {
        // Looks at the lock only then: whoever takes the folder now would meet that look's own.
        boolean alive = noted(folder).flatMap(ProcessHandle::of).isPresent();
        return alive && isLocked(folder) ? Optional.of(holder(folder)) : Optional.empty();
    }

    private static boolean isLocked(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile(folder), StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void destroy() throws IOException {
        channel.close();
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Jars that were looked at, files that were half written: of no use to anyone any more. */
    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(run(folder))) {
            for (Path each : left.filter(Files::isRegularFile).toList()) {
                if (!each.equals(lockFile(folder))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static Path lockFile(Path folder) {
        return run(folder).resolve("server.lock");
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static Problem unusable(Path folder, String why) {
        return new Problem(
                "The data folder '%s' %s.".formatted(folder, why),
                "Make it readable and writable for that user, or set backline.data to another folder.");
    }
}
