package studio.backline.platform.encryption;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import studio.backline.platform.encryption.cipher.Hkdf;
import studio.backline.platform.encryption.disk.AtomicFile;
import studio.backline.platform.encryption.disk.FolderTurn;
import studio.backline.platform.encryption.ring.InstanceKeys;
import studio.backline.platform.encryption.ring.RootKeyFile;

/**
 * The instance's key and the secrets sealed under it, in files of {@code <data>/keys}: outside the
 * database and its backups, so that destroying a key means something.
 */
public final class KeyStore {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final int PASSWORD_BYTES = 32;

    /** Of the database server of our own, in the data folder; never made before the keys. */
    private static final String CLUSTER = "postgres/cluster";

    private final RootKeyFile root;
    private final Path folder;
    private final InstanceKeys instance;
    private final AtomicFile files = new AtomicFile("rw-------");

    /** What this start has made, in that order. */
    private final List<Path> made = new CopyOnWriteArrayList<>();

    private KeyStore(RootKeyFile root, Path folder) throws IOException {
        this.root = root;
        this.folder = folder;
        refuseLostKeys(folder, root);
        if (!root.exists() && root.make()) {
            made.add(root.file());
        }
        AtomicFile.folder(folder.resolve("secrets"));
        AtomicFile.sweep(folder, Instant.now());
        AtomicFile.sweep(folder.resolve("secrets"), Instant.now());
        this.instance = InstanceKeys.open(root, folder, made::add);
    }

    /**
     * Opens the key store of a data folder; the first time it makes root key and instance key.
     *
     * @throws KeyStoreRefusedException when the root key is missing, wrong, or open to others
     */
    public static KeyStore open(Path rootKeyFile, Path data) {
        try {
            return new KeyStore(new RootKeyFile(rootKeyFile, data), data.resolve("keys"));
        } catch (IOException e) {
            throw unusable(rootKeyFile, data, e);
        }
    }

    /**
     * Looks at root key and instance key as {@link #open} does, and makes nothing.
     *
     * @throws KeyStoreRefusedException when they could not be opened, or not be made
     */
    public static void examine(Path rootKeyFile, Path data) {
        RootKeyFile root = new RootKeyFile(rootKeyFile, data);
        Path folder = data.resolve("keys");
        try {
            refuseLostKeys(folder, root);
            if (!root.exists()) {
                root.requireRoom();
                return;
            }
            InstanceKeys.examine(root, folder);
        } catch (IOException e) {
            throw unusable(rootKeyFile, data, e);
        }
    }

    /** Where the root key is as long as no setting says otherwise. */
    public static Path usualRootKeyFile() {
        String settings = System.getenv("XDG_CONFIG_HOME");
        Path folder =
                settings == null || settings.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(settings);
        return folder.resolve("backline").resolve("root.key");
    }

    /**
     * Puts the root key of a recovery sheet back into its file, where none is.
     *
     * @throws IllegalArgumentException when the sheet was not typed as it was printed
     * @throws KeyStoreRefusedException when it is the sheet of another installation
     * @throws FileAlreadyExistsException when there is a root key
     */
    public static void restoreRootKey(Path rootKeyFile, Path data, RecoverySheet sheet)
            throws IOException {
        byte[] key = sheet.rootKey();
        Path folder = data.resolve("keys");
        Path instance = folder.resolve(InstanceKeys.FILE);
        RootKeyFile root = new RootKeyFile(rootKeyFile, data);
        if (Files.exists(instance)) {
            InstanceKeys.requireSame(key, root, folder);
        }
        root.restore(key);
    }

    /** The secret of this name; the first time it is made, of so many random bytes. */
    public byte[] secret(String name, int bytes) {
        requireName(name);
        Path file = folder.resolve("secrets").resolve(name);
        byte[] bound = bound(name);
        try {
            if (!Files.exists(file)) {
                makeSecret(file, bound, SecureTokens.bytes(bytes));
            }
            byte[] secret = openSecret(name, bound, AtomicFile.read(file));
            if (secret.length != bytes) {
                throw new IllegalStateException(
                        "The secret '%s' has %d bytes, not %d."
                                .formatted(name, secret.length, bytes));
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A password of 43 characters for this name; the first time it is made. */
    public String password(String name) {
        byte[] secret = secret(name, PASSWORD_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Names of the secrets that were made, of those that begin so. */
    public List<String> secrets(String prefix) {
        try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(prefix) && NAME.matcher(name).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a secret; the next who asks for it gets another one. */
    public void forget(String name) {
        requireName(name);
        try {
            AtomicFile.shred(folder.resolve("secrets").resolve(name));
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireName(String name) {
        if (name.length() > 64 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Not a name of a secret: '%s'. Lower-case letters, digits, dots and hyphens."
                            .formatted(name));
        }
    }

    /** The root key on paper. Shown to the operator, never logged or stored. */
    public RecoverySheet recoverySheet() {
        try {
            return RecoverySheet.of(root.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the root key is, for messages. */
    public Path rootKeyFile() {
        return root.file();
    }

    /** What names the instance's keys without telling anything of them; it never changes. */
    public String fingerprint() {
        byte[] id = Hkdf.derive(instance.ring().index(), "backline instance id");
        return HexFormat.of().formatHex(id, 0, 16);
    }

    /** Whether this start made the instance's keys, so that there is nothing yet that they open. */
    boolean isNew() {
        return made.contains(folder.resolve(InstanceKeys.FILE));
    }

    /**
     * Why a database that was made with other keys stops the start. Keys that this start has made
     * are gone then: they open nothing, and would stand in the way of the right ones.
     *
     * @param database where it is
     */
    public KeyStoreRefusedException refuseKeysOfAnother(String database) {
        String rest = "take out those that are there, and keep them: they belong to other data.";
        if (isNew()) {
            removeMade();
            rest = "the keys that this start made are gone again.";
        }
        return new KeyStoreRefusedException(
                "The database at '%s' was made with other keys than those in '%s', under the root"
                                .formatted(database, folder)
                        + " key '%s'.".formatted(root.file()),
                "Put the keys folder and the root key of this database there from your copies; "
                        + rest
                        + " If you meant another database, set backline.database.url.");
    }

    /** Only that: what a partial recovery has put there already is the operator's. */
    private void removeMade() {
        try {
            for (Path each : made.reversed()) {
                Files.deleteIfExists(each);
            }
            for (String each : List.of("secrets", "workspaces", "accounts", ".turn", "")) {
                Files.deleteIfExists(folder.resolve(each));
            }
        } catch (DirectoryNotEmptyException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    InstanceKeys instance() {
        return instance;
    }

    /**
     * The turn of whoever changes keys: until it is closed no other thread or process makes,
     * rotates or destroys one.
     */
    public Closeable turn() throws IOException {
        return FolderTurn.take(folder);
    }

    /** Seals all secrets under the newest of the instance's keys; the caller has the turn. */
    int sealAgain() throws IOException {
        int sealed = 0;
        for (String name : secrets("")) {
            Path file = folder.resolve("secrets").resolve(name);
            byte[] bound = bound(name);
            byte[] secret = openSecret(name, bound, AtomicFile.read(file));
            files.replace(file, instance.seal(bound, secret));
            Arrays.fill(secret, (byte) 0);
            sealed++;
        }
        return sealed;
    }

    private static byte[] bound(String name) {
        return ("secret " + name).getBytes(StandardCharsets.UTF_8);
    }

    private static KeyStoreRefusedException unusable(
            Path rootKeyFile, Path data, IOException failure) {
        String reason =
                switch (failure) {
                    case AccessDeniedException denied ->
                            "the user %s may not use '%s'"
                                    .formatted(System.getProperty("user.name"), denied.getFile());
                    case NoSuchFileException gone -> "'%s' is not there".formatted(gone.getFile());
                    default -> failure.getMessage();
                };
        return new KeyStoreRefusedException(
                "The keys cannot be read or written: %s.".formatted(reason),
                "Check that the server's user may read '%s' and write '%s'."
                        .formatted(rootKeyFile, data.resolve("keys")),
                failure);
    }

    /** New keys in the place of lost ones would open nothing, and stand in the way of the old. */
    private static void refuseLostKeys(Path folder, RootKeyFile root) {
        Path instance = folder.resolve(InstanceKeys.FILE);
        // The key that is made last is looked for last: another node may be making all of them.
        if (Files.exists(folder.resolveSibling(CLUSTER)) && !Files.exists(instance)) {
            throw new KeyStoreRefusedException(
                    "There is a database in '%s', but its keys are not in '%s'%s."
                            .formatted(
                                    folder.resolveSibling(CLUSTER),
                                    folder,
                                    root.exists()
                                            ? ""
                                            : ", nor its root key at '%s'".formatted(root.file())),
                    "Put the keys folder back from the same backup as the database"
                            + (root.exists()
                                    ? "."
                                    : ", and the root key from your copy, or run 'backline key"
                                            + " restore' and type the recovery sheet.")
                            + " Without them the sealed data stays closed. Nothing was written.");
        }
        if (!root.exists() && Files.exists(instance) && !root.exists()) {
            throw new KeyStoreRefusedException(
                    "There is data in '%s', but its root key is not at '%s'."
                            .formatted(folder.getParent(), root.file()),
                    "Put the file back from your copy, or run 'backline key restore' and type the"
                            + " recovery sheet. Without it the sealed data stays closed.");
        }
    }

    private void makeSecret(Path file, byte[] bound, byte[] secret) throws IOException {
        try (Closeable _ = turn()) {
            instance.readAgain();
            files.create(file, instance.seal(bound, secret));
            made.add(file);
        } catch (FileAlreadyExistsException e) {
            // Another thread or node made it at the same moment; the one that stands is read.
            return;
        }
    }

    private byte[] openSecret(String name, byte[] bound, byte[] envelope) {
        try {
            return instance.open(bound, envelope);
        } catch (AEADBadTagException e) {
            throw InstanceKeys.damaged(folder.resolve("secrets").resolve(name), e);
        }
    }
}
