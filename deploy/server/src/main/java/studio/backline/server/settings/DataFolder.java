package studio.backline.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import studio.backline.platform.backup.run.Restore;

/**
 * The data folder, held by one server at a time. The lock goes with the process; what a killed
 * server had in hand in {@link #run()} goes at the next start.
 */
public final class DataFolder implements DisposableBean {

    private static final String KEYS = "keys";

    /** Written once, by the first start. */
    private static final String NODE = "node";

    /** What the server writes into by itself; the database's part is its own affair. */
    private static final List<String> FOLDERS =
            List.of(
                    "files",
                    "files/unfinished",
                    KEYS,
                    "keys/accounts",
                    "keys/secrets",
                    "keys/workspaces",
                    "log",
                    "plugins",
                    "plugins/staging",
                    "plugins/store",
                    "run");

    private static final String AWAY = "Move them elsewhere; the server makes its own by itself.";

    /** Where people put jars; the server only has to find it. */
    private static final String DROP = "plugins/drop";

    private static final List<String> FILES =
            List.of("log/backline.json", NODE, "plugins/failed-starts", "run/server.lock");

    private static final List<String> OF_THE_DATABASE =
            List.of("postgres", "postgres/cluster", "postgres/log");

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
        if (Files.exists(folder.resolve(Restore.UNFINISHED))) {
            return Optional.of(
                    new Problem(
                            "The data folder '%s' is of a restore that was not finished."
                                    .formatted(folder),
                            "Begin it again with the same archive: 'bin/backline backup restore'"
                                    + " ends it, or clears away what is there and does it anew."));
        }
        if (!isOpen(there)) {
            return Optional.of(
                    unusable(
                            folder,
                            "cannot be read and written by the user "
                                    + System.getProperty("user.name")));
        }
        return Optional.empty();
    }

    /**
     * Names all parts that are there and that the server could not work with: other things stand in
     * their place, or another user has left them who put a backup back.
     *
     * @param database whether the database's folder is used too
     */
    static List<Problem> problemsOfParts(Path folder, boolean database) {
        List<String> folders = new ArrayList<>(FOLDERS);
        if (database) {
            folders.addAll(OF_THE_DATABASE);
        }
        Stream<String> misplaced =
                Stream.concat(folders.stream(), Stream.of(DROP))
                        .filter(part -> isThere(folder, part))
                        .filter(part -> !Files.isDirectory(folder.resolve(part)));
        Stream<String> noFiles =
                FILES.stream()
                        .filter(part -> isThere(folder, part))
                        .filter(part -> !Files.isRegularFile(folder.resolve(part)));
        Stream<String> closed =
                Stream.concat(
                        folders.stream().filter(part -> isClosed(folder.resolve(part))),
                        FILES.stream().filter(part -> isClosedFile(folder, part)));
        return Stream.of(
                        problem(folder, "these have to be folders, and are none", misplaced, AWAY),
                        problem(folder, "these have to be files, and are none", noFiles, AWAY),
                        problem(
                                folder,
                                "the user %s cannot read and write"
                                        .formatted(System.getProperty("user.name")),
                                closed,
                                "Give that user the folder with all that is in it ('chown -R'),"
                                        + " or set backline.data to another folder."))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> problem(
            Path folder, String what, Stream<String> parts, String remedy) {
        String named = parts.sorted().collect(Collectors.joining(", "));
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "In the data folder '%s' %s: %s.".formatted(folder, what, named),
                                remedy));
    }

    /** A link that leads nowhere is in the way too. */
    private static boolean isThere(Path folder, String part) {
        return Files.exists(folder.resolve(part), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the keys can be looked at, if there are any. */
    static boolean showsItsKeys(Path folder) {
        Path keys = folder.resolve(KEYS);
        return !isThere(folder, KEYS) || Files.isDirectory(keys) && isOpen(keys);
    }

    private static boolean isClosed(Path part) {
        return Files.isDirectory(part) && !isOpen(part);
    }

    private static boolean isClosedFile(Path folder, String name) {
        Path part = folder.resolve(name);
        return Files.isRegularFile(part)
                && !(Files.isReadable(part) && (name.equals(NODE) || Files.isWritable(part)));
    }

    private static boolean isOpen(Path folder) {
        return Files.isWritable(folder) && Files.isReadable(folder) && Files.isExecutable(folder);
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
