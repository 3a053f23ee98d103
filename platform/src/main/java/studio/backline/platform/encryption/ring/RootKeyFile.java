package studio.backline.platform.encryption.ring;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.encryption.disk.AtomicFile;

/**
 * The root key: 32 bytes in a file of its own, away from the data that it protects, so that who
 * takes one has not the other.
 */
public final class RootKeyFile {

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> GROUP =
            PosixFilePermissions.fromString("---rwx---");
    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("------rwx");

    private final Path file;
    private final Path data;

    /** Where the key is, and the folder of the data. */
    public RootKeyFile(Path file, Path data) {
        this.file = file.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
    }

    /** Whether there is a key. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** Makes the key; when another process was quicker, its key stands and this gives false. */
    public boolean make() throws IOException {
        refuseBadPlaces();
        AtomicFile.folder(folder());
        try {
            new AtomicFile("r--------").create(file, SecureTokens.bytes(BYTES));
            return true;
        } catch (FileAlreadyExistsException e) {
            refuseBadPlaces();
            return false;
        }
    }

    /** Puts a key back that was typed from the recovery sheet; never over another. */
    public void restore(byte[] key) throws IOException {
        refuseBadPlaces();
        AtomicFile.folder(folder());
        new AtomicFile("r--------").create(file, key);
    }

    /** The key, after its place, its permissions and its size have been checked. */
    public byte[] read() throws IOException {
        refuseBadPlaces();
        if (Files.isDirectory(file)) {
            throw new KeyStoreRefusedException(
                    "The root key file '%s' is a folder.".formatted(file),
                    "Set backline.encryption.root-key-file to the file itself, such as '%s'."
                            .formatted(file.resolve("root.key")));
        }
        refuseOpenPermissions();
        long size = Files.size(file);
        if (size != BYTES) {
            throw new KeyStoreRefusedException(
                    "The root key file '%s' has %d bytes, and a root key has %d."
                            .formatted(file, size, BYTES),
                    "Put the right file there, from your copy or with 'backline key restore' from"
                            + " the recovery sheet.");
        }
        return Files.readAllBytes(file);
    }

    /** Refuses a place where the key could not be made. */
    public void requireRoom() throws IOException {
        refuseBadPlaces();
        Path there = folder();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new KeyStoreRefusedException(
                    "The root key cannot be made at '%s': '%s' %s."
                            .formatted(
                                    file,
                                    there,
                                    Files.isDirectory(there)
                                            ? "cannot be written by the user "
                                                    + System.getProperty("user.name")
                                            : "is not a folder"),
                    "Set backline.encryption.root-key-file to a file in a folder that this user"
                            + " may write.");
        }
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    private Path folder() {
        Path folder = file.getParent();
        if (folder == null) {
            throw new KeyStoreRefusedException(
                    "'%s' cannot be the root key file.".formatted(file),
                    "Set backline.encryption.root-key-file to a file outside the data folder.");
        }
        return folder;
    }

    private void refuseBadPlaces() throws IOException {
        Path real = real(file);
        if (real.startsWith(real(data))) {
            throw new KeyStoreRefusedException(
                    "The root key file '%s' lies in the data folder '%s', so that one copy takes"
                                    .formatted(file, data)
                            + " both.",
                    "Set backline.encryption.root-key-file to a place outside of it.");
        }
        for (Path at = real.getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                throw new KeyStoreRefusedException(
                        "The root key file '%s' lies in the git checkout '%s', from where keys"
                                        .formatted(file, at)
                                + " are published by mistake.",
                        "Set backline.encryption.root-key-file to a place outside of it.");
            }
        }
    }

    private void refuseOpenPermissions() throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
        boolean others = open.stream().anyMatch(OTHERS::contains);
        // systemd hands credentials over as 0440 with an access list for the service's user.
        boolean group = open.stream().anyMatch(GROUP::contains) && !isSystemdCredential();
        if (others || group) {
            throw new KeyStoreRefusedException(
                    "Others on this machine can read the root key file '%s' (%s)."
                            .formatted(file, PosixFilePermissions.toString(open)),
                    "Run 'chmod 400' on it as its owner; if strangers have an account here, count"
                            + " what it seals as known to them.");
        }
    }

    private boolean isSystemdCredential() throws IOException {
        String folder = System.getenv("CREDENTIALS_DIRECTORY");
        return folder != null && real(file).startsWith(real(Path.of(folder)));
    }

    /** The path with its links resolved, as far as it exists. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        @Nullable Path there = absolute;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null
                ? absolute
                : there.toRealPath().resolve(there.relativize(absolute)).normalize();
    }
}
