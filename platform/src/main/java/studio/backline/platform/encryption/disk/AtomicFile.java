package studio.backline.platform.encryption.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a small file so that a crash at any point leaves the old one, none, or the new one whole:
 * temporary file beside it, fsync, rename, fsync of the folder.
 */
public final class AtomicFile {

    private static final String TEMPORARY = ".tmp-";
    private static final Duration AT_WORK = Duration.ofMinutes(10);
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Called when the temporary file is safe on disk and the rename has not happened. */
    private final Runnable beforeRename;

    private final String permissions;

    /** With these permissions, such as {@code rw-------}, where the file system knows any. */
    public AtomicFile(String permissions) {
        this(permissions, () -> {});
    }

    /**
     * Like the other.
     *
     * @param beforeRename called when the content is safe on disk and nobody can see it yet
     */
    public AtomicFile(String permissions, Runnable beforeRename) {
        this.permissions = permissions;
        this.beforeRename = beforeRename;
    }

    /** Writes or replaces. */
    public void write(Path file, byte[] content) throws IOException {
        Path temporary = writeTemporary(file, content);
        beforeRename.run();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folderOf(file));
    }

    /** Replaces a file, and overwrites what was in it where it lay. */
    public void replace(Path file, byte[] content) throws IOException {
        Path former = folderOf(file).resolve(TEMPORARY + UUID.randomUUID());
        try {
            Files.createLink(former, file);
        } catch (UnsupportedOperationException e) {
            write(file, content);
            return;
        }
        write(file, content);
        shred(former);
    }

    /**
     * Writes a file that must not be there yet.
     *
     * @throws FileAlreadyExistsException when another was quicker; its file stands
     */
    public void create(Path file, byte[] content) throws IOException {
        Path temporary = writeTemporary(file, content);
        try {
            beforeRename.run();
            // A link, unlike a rename, never replaces: also between processes.
            Files.createLink(file, temporary);
        } catch (UnsupportedOperationException e) {
            Files.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(folderOf(file));
    }

    /** All of a file as one that writes or replaces it left it, whatever happens meanwhile. */
    public static byte[] read(Path file) throws IOException {
        while (true) {
            Object before = identity(file);
            byte[] content = Files.readAllBytes(file);
            // What is replaced is overwritten afterwards, and then has lost its name.
            if (before.equals(identity(file))) {
                return content;
            }
        }
    }

    /** What tells this content of a file from what was there before. */
    public static Object identity(Path file) throws IOException {
        BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = read.fileKey();
        return List.of(key == null ? "" : key, read.lastModifiedTime());
    }

    /** Makes a folder that only the server's user can enter. */
    public static void folder(Path folder) throws IOException {
        if (POSIX) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            return;
        }
        Files.createDirectories(folder);
    }

    /** Removes what a crash before {@code now} less ten minutes left behind in a folder. */
    public static void sweep(Path folder, Instant now) throws IOException {
        FileTime young = FileTime.from(now.minus(AT_WORK));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
            for (Path temporary : left) {
                // A younger one may be another node's, which is just writing it.
                if (changedAt(temporary).compareTo(young) < 0) {
                    Files.deleteIfExists(temporary);
                }
            }
        }
    }

    /** One that went meanwhile got its name, so it is young. */
    private static FileTime changedAt(Path temporary) throws IOException {
        try {
            return Files.getLastModifiedTime(temporary);
        } catch (NoSuchFileException e) {
            return FileTime.from(Instant.MAX);
        }
    }

    /**
     * Overwrites a file in place and deletes it. What a file system or a disk keeps of old blocks
     * is beyond us: hence nothing lies in the file that is not wrapped.
     */
    public static void shred(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size()), 0);
            channel.force(true);
        }
        Files.deleteIfExists(file);
        sync(folderOf(file));
    }

    /** Makes renames and deletions in a folder safe on disk. */
    public static void sync(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path writeTemporary(Path file, byte[] content) throws IOException {
        Path temporary = folderOf(file).resolve(TEMPORARY + UUID.randomUUID());
        FileAttribute<?>[] attributes = {};
        if (POSIX) {
            attributes =
                    new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(permissions))
                    };
        }
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return temporary;
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("'%s' is not a file.".formatted(file));
        }
        return folder;
    }
}
