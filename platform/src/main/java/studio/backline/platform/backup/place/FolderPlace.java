package studio.backline.platform.backup.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.Backups;

/** A folder of this machine, or one that is mounted. */
public final class FolderPlace implements BackupPlace {

    private static final String UNFINISHED = ".unfinished";

    /** With less than that left, a write that failed is held to have found the disk full. */
    private static final long SHORT = 16L << 20;

    private final Path folder;
    private final boolean chosen;

    /** One that is named now, and made where it is not there. */
    public FolderPlace(Path folder) {
        this(folder, false);
    }

    private FolderPlace(Path folder, boolean chosen) {
        this.folder = folder.toAbsolutePath().normalize();
        this.chosen = chosen;
    }

    /** One that was there once. If it is not now, its disk may be: nothing is made in its place. */
    public static FolderPlace chosen(Path folder) {
        return new FolderPlace(folder, true);
    }

    private boolean isThere() {
        return Files.isDirectory(folder);
    }

    @Override
    public String inWords() {
        return folder.toString();
    }

    @Override
    public void prepare() throws Exception {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw explained(e);
        }
        BackupPlace.super.prepare();
    }

    /** Whether there is anything to look at. */
    private boolean look() {
        if (!chosen || isThere()) {
            return isThere();
        }
        throw new BackupRefusedException(
                "place-gone",
                Files.exists(folder)
                        ? "'%s', where archives go, is no folder.".formatted(folder)
                        : "The folder '%s', where archives go, is not there.".formatted(folder),
                "If it is on a disk of its own, mount that. Or choose anew where archives go: under"
                        + " Settings › Backups, or by bin/backline backup place.");
    }

    @Override
    public void put(String name, Content content) throws Exception {
        Path draft = folder.resolve(name + UNFINISHED);
        try {
            if (!look()) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel =
                            FileChannel.open(
                                    draft,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    OutputStream out = new KeptOpen(Channels.newOutputStream(channel))) {
                content.writeTo(out);
                channel.force(true);
            }
            Files.move(
                    draft,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            force();
        } catch (IOException e) {
            forget(draft, e);
            throw explained(e);
        } catch (Exception e) {
            forget(draft, e);
            throw e;
        }
    }

    @Override
    public void clear(String prefix) throws IOException {
        if (!look()) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                String name = String.valueOf(each.getFileName());
                if (name.startsWith(prefix) && name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** What cannot even be removed is cleared away by the next one. */
    private static void forget(Path draft, Exception failure) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        try {
            return Files.newInputStream(folder.resolve(name));
        } catch (NoSuchFileException e) {
            throw new BackupRefusedException(
                    "no-archive",
                    "There is no '%s' in %s.".formatted(name, folder),
                    "See what there is: bin/backline backup list");
        }
    }

    @Override
    public List<Kept> list() throws IOException {
        List<Kept> kept = new ArrayList<>();
        if (!look()) {
            return kept;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.endsWith(UNFINISHED)) {
                    kept.add(new Kept(name, Files.size(file)));
                }
            }
        }
        return kept;
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        force();
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    /** So that a name that is there, or gone, is so after a power cut. */
    private void force() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Exception explained(IOException failure) {
        try {
            if (Backups.isDiskFull(failure) || !isOfItsName(failure) && isShort()) {
                return new BackupRefusedException(
                        "disk-full",
                        "The disk under '%s' is full. What was written of the archive is removed again."
                                .formatted(folder),
                        "Make room there, or keep fewer archives, and begin again.");
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return new BackupRefusedException(
                "place-unusable",
                "Nothing can be written to '%s': %s.".formatted(folder, why(failure)),
                "Check that it is a folder, and that the server's user may write there. What the unit"
                        + " of systemd lets the server write to is said in deploy/README.md.");
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "no right to '%s'".formatted(denied.getFile());
            case FileAlreadyExistsException file -> "'%s' is no folder".formatted(file.getFile());
            case FileSystemException other when other.getReason() != null ->
                    "%s: %s".formatted(other.getFile(), other.getReason());
            case IOException other -> String.valueOf(other.getMessage());
        };
    }

    private static boolean isOfItsName(IOException failure) {
        return failure instanceof FileSystemException known && known.getReason() == null;
    }

    private boolean isShort() throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace() < SHORT;
    }

    /** Whoever writes closes it, and the file still has to be forced to the disk. */
    private static final class KeptOpen extends java.io.FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
