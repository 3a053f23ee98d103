package studio.backline.platform.encryption.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.cipher.Envelope;
import studio.backline.platform.encryption.cipher.GcmKey;
import studio.backline.platform.encryption.cipher.Hkdf;
import studio.backline.platform.encryption.disk.AtomicFile;

/**
 * The instance's own keys, wrapped under the root key: they wrap all other rings, and seal the
 * instance's secrets. Another process may rotate them: what names a key that is not known here has
 * the file read again.
 */
public final class InstanceKeys {

    /** Their file, in the keys folder. */
    public static final String FILE = "instance.keys";

    private static final UUID OWNER = new UUID(0, 0);
    private static final String ROOT_ID = "root ";
    private static final String ROOT_WRAP = "backline root wrap";

    private final RootKeyFile root;
    private final Path folder;
    private final AtomicFile files = new AtomicFile("rw-------");
    private volatile KeyRing ring;
    private volatile Object readAs;

    private InstanceKeys(RootKeyFile root, Path folder, byte[] rootKey) throws IOException {
        this.root = root;
        this.folder = folder;
        this.readAs = AtomicFile.identity(folder.resolve(FILE));
        this.ring = read(folder, rootKey, root);
    }

    /**
     * Reads them; the first time it makes them.
     *
     * @param made hears of the file that this call has made
     * @throws KeyStoreRefusedException when they are not under this root key, or damaged
     */
    public static InstanceKeys open(RootKeyFile root, Path folder, Consumer<Path> made)
            throws IOException {
        byte[] rootKey = root.read();
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            try {
                new AtomicFile("rw-------").create(file, content(rootKey, KeyRing.random(OWNER)));
                made.accept(file);
            } catch (FileAlreadyExistsException e) {
                // Another node of this instance was quicker: its key is read below.
                return new InstanceKeys(root, folder, rootKey);
            }
        }
        InstanceKeys keys = new InstanceKeys(root, folder, rootKey);
        Arrays.fill(rootKey, (byte) 0);
        return keys;
    }

    /** Whether the root key opens them, where they are; refuses as {@link #open} does. */
    public static void examine(RootKeyFile root, Path folder) throws IOException {
        byte[] rootKey = root.read();
        if (Files.exists(folder.resolve(FILE))) {
            read(folder, rootKey, root);
        }
        Arrays.fill(rootKey, (byte) 0);
    }

    /** Refuses a root key that they are not under. */
    public static void requireSame(byte[] rootKey, RootKeyFile root, Path folder)
            throws IOException {
        requireSame(
                rootId(rootKey),
                Files.readString(folder.resolve(FILE), StandardCharsets.ISO_8859_1),
                root,
                folder);
    }

    /** As they are now. */
    public KeyRing ring() {
        return ring;
    }

    /** Changes them; the caller has the folder's turn. */
    public void change(UnaryOperator<KeyRing> change) throws IOException {
        byte[] rootKey = root.read();
        KeyRing changed = change.apply(read(folder, rootKey, root));
        files.replace(folder.resolve(FILE), content(rootKey, changed));
        Arrays.fill(rootKey, (byte) 0);
        readAs = AtomicFile.identity(folder.resolve(FILE));
        ring = changed;
    }

    /** Reads them again where another process has changed them. */
    public void readAgain() throws IOException {
        Object now = AtomicFile.identity(folder.resolve(FILE));
        if (now.equals(readAs)) {
            return;
        }
        byte[] rootKey = root.read();
        ring = read(folder, rootKey, root);
        Arrays.fill(rootKey, (byte) 0);
        readAs = now;
    }

    /** A ring as it lies in its file, under the newest of these keys. */
    public byte[] wrap(KeyRing of) {
        KeyRing.Key key = ring.primary();
        return of.wrapped(wrapping(key), key.id());
    }

    /**
     * Reads what {@link #wrap} wrote.
     *
     * @throws InvalidCipherTextException when it is another owner's, under another key, or damaged
     */
    public KeyRing unwrap(UUID owner, byte[] file) throws InvalidCipherTextException {
        Optional<String> under = KeyRing.under(file);
        // Before files said under which key they are there was one.
        KeyRing.Key key =
                under.isEmpty()
                        ? ring.keys().getLast()
                        : find(under.get())
                                .orElseThrow(
                                        () ->
                                                new InvalidCipherTextException(
                                                        "under a key that the instance has not"));
        return KeyRing.unwrap(wrapping(key), owner, file);
    }

    /** An envelope of a secret of the instance's. */
    public byte[] seal(byte[] bound, byte[] secret) {
        KeyRing.Key key = ring.primary();
        return Envelope.seal(Envelope.head(key.id()), sealing(key), bound, secret);
    }

    /**
     * The secret of an envelope.
     *
     * @throws AEADBadTagException when it is another's, damaged, or its key is not there
     */
    public byte[] open(byte[] bound, byte[] envelope) throws AEADBadTagException {
        KeyRing.Key key =
                (Envelope.is(envelope)
                                ? find(Envelope.keyId(envelope))
                                : Optional.<KeyRing.Key>empty())
                        .orElseThrow(() -> new AEADBadTagException("no key for it"));
        return Envelope.open(sealing(key), bound, envelope);
    }

    private Optional<KeyRing.Key> find(String id) {
        Optional<KeyRing.Key> known = ring.find(id);
        if (known.isPresent()) {
            return known;
        }
        try {
            readAgain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ring.find(id);
    }

    private static byte[] content(byte[] rootKey, KeyRing ring) {
        byte[] head = (rootId(rootKey) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] rest = ring.wrapped(Hkdf.derive(rootKey, ROOT_WRAP));
        byte[] content = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, content, head.length, rest.length);
        return content;
    }

    private static KeyRing read(Path folder, byte[] rootKey, RootKeyFile root) throws IOException {
        Path file = folder.resolve(FILE);
        String rootId = rootId(rootKey);
        // Text of one byte a sign: what is damaged is read all the same.
        String text = new String(AtomicFile.read(file), StandardCharsets.ISO_8859_1);
        if (!text.startsWith(ROOT_ID)) {
            throw damaged(file, null);
        }
        requireSame(rootId, text, root, folder);
        try {
            byte[] ring = text.substring(rootId.length() + 1).getBytes(StandardCharsets.ISO_8859_1);
            return KeyRing.unwrap(Hkdf.derive(rootKey, ROOT_WRAP), OWNER, ring);
        } catch (InvalidCipherTextException e) {
            throw damaged(file, e);
        }
    }

    /** What names a root key without telling anything of it. */
    private static String rootId(byte[] rootKey) {
        byte[] id = Hkdf.derive(rootKey, "backline root id");
        return ROOT_ID + HexFormat.of().formatHex(id, 0, 8);
    }

    private static void requireSame(String rootId, String file, RootKeyFile root, Path folder) {
        if (!file.startsWith(rootId + "\n")) {
            throw new KeyStoreRefusedException(
                    "The root key in '%s' is not the one that '%s' was made with."
                            .formatted(root.file(), folder),
                    "Put the right root key there. If two installations share this machine, set"
                            + " backline.encryption.root-key-file for each.");
        }
    }

    /** How a file that cannot be what it was is refused. */
    public static KeyStoreRefusedException damaged(Path file, @Nullable Exception cause) {
        String what = "The key file '%s' is damaged.".formatted(file);
        String remedy = "Put it back from your copy of the keys folder.";
        return cause == null
                ? new KeyStoreRefusedException(what, remedy)
                : new KeyStoreRefusedException(what, remedy, cause);
    }

    private static byte[] wrapping(KeyRing.Key key) {
        return Hkdf.derive(key.bytes(), "backline wrap");
    }

    private static GcmKey sealing(KeyRing.Key key) {
        return new GcmKey(Hkdf.derive(key.bytes(), "backline secret"));
    }
}
