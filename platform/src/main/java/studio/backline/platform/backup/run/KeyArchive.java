package studio.backline.platform.backup.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import studio.backline.platform.backup.archive.ArchiveBrokenException;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.platform.encryption.openpgp.BrokenMessageException;
import studio.backline.platform.encryption.openpgp.OpenPgp;

/**
 * The keys folder in an archive of its own, which the recovery sheet opens: its 64 letters and
 * digits, in capitals and without spaces, are the passphrase. The keys in it are wrapped as well.
 */
public final class KeyArchive {

    private static final String KEYS = "keys/";
    private static final String PASSPHRASE = "archive-passphrase.txt";
    private static final Pattern PART =
            Pattern.compile(
                    "keys/(secrets/|workspaces/|accounts/)?[A-Za-z0-9][A-Za-z0-9.-]{0,100}");
    private static final int LARGEST = 1 << 20;

    private KeyArchive() {}

    /** Writes it; closes the stream. */
    public static void write(House house, OutputStream out) throws IOException {
        String passphrase = passphrase(house.keys().recoverySheet());
        // Made before the folder is read, so that it is in it.
        String archives = house.passphrase() + "\n";
        // Nobody rotates meanwhile: rings go with the key that they are wrapped under.
        try (Closeable _ = house.keys().turn();
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(
                                OpenPgp.seal(out, passphrase, "keys.tar"),
                                StandardCharsets.UTF_8.name())) {
            put(tar, PASSPHRASE, archives.getBytes(StandardCharsets.US_ASCII));
            Path keys = house.data().resolve("keys");
            for (Path file : files(keys)) {
                try {
                    String name = keys.relativize(file).toString().replace('\\', '/');
                    put(tar, KEYS + name, Files.readAllBytes(file));
                } catch (NoSuchFileException e) {
                    // Destroyed this moment: then it is not to be kept.
                    continue;
                }
            }
        }
    }

    /**
     * Puts the keys into a data folder that has none.
     *
     * @throws ArchiveBrokenException when the sheet does not open it, or it is not whole
     */
    public static void unpack(InputStream in, RecoverySheet sheet, Path data) throws IOException {
        int files = 0;
        try (InputStream opened = OpenPgp.open(in, passphrase(sheet));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(opened, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (entry.getName().equals(PASSPHRASE)) {
                    continue;
                }
                if (!PART.matcher(entry.getName()).matches() || !entry.isFile()) {
                    throw new ArchiveBrokenException(
                            "'%s' does not belong into a key archive.".formatted(entry.getName()));
                }
                keep(data.resolve(entry.getName()), tar.readNBytes(LARGEST));
                files++;
            }
            opened.transferTo(OutputStream.nullOutputStream());
        } catch (BrokenMessageException e) {
            throw new ArchiveBrokenException(
                    "The key archive does not open with this recovery sheet, or was cut off or changed.",
                    e);
        }
        if (files == 0) {
            throw new ArchiveBrokenException("The key archive holds no keys.");
        }
    }

    private static String passphrase(RecoverySheet sheet) {
        // As it is printed, whatever was typed.
        return String.join("", RecoverySheet.of(sheet.rootKey()).lines()).replace(" ", "");
    }

    private static List<Path> files(Path keys) throws IOException {
        try (Stream<Path> all = Files.walk(keys)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0);
        entry.setMode(0600);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void keep(Path file, byte[] content) throws IOException {
        Files.createDirectories(
                file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }
}
