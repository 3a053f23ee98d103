package studio.backline.platform.encryption.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.encryption.cipher.KeyWrap;

/**
 * The keys of one owner: a workspace, an account or the instance. The first seals, each opens what
 * it sealed; the index key never rotates, since what was indexed under it would not be found again.
 *
 * @param owner bound into the wrapping, so that files cannot be swapped
 * @param keys the one that seals first, never empty
 * @param index for blind indexes
 */
public record KeyRing(UUID owner, List<Key> keys, byte[] index) {

    private static final String HEAD = "backline-keys 1";
    private static final String UNDER = "under ";
    private static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A key.
     *
     * @param id the random id under which envelopes name it
     * @param madeAt null where an older version made it, which did not say
     * @param retiredAt since when nothing is known to be sealed with it; null as long as that is
     *     not known
     */
    public record Key(
            String id, byte[] bytes, @Nullable Instant madeAt, @Nullable Instant retiredAt) {

        /** One that never was known not to be needed. */
        public Key(String id, byte[] bytes) {
            this(id, bytes, null, null);
        }

        /** Names it only. */
        @Override
        public String toString() {
            return "Key[%s]".formatted(id);
        }
    }

    /** Copies the list. */
    public KeyRing {
        keys = List.copyOf(keys);
    }

    /** Random keys. */
    public static KeyRing random(UUID owner) {
        return new KeyRing(owner, List.of(fresh(Instant.now())), bytes(KEY_BYTES));
    }

    /** The key that seals. */
    public Key primary() {
        return keys.getFirst();
    }

    /** Those that have sealed, or may yet. */
    public List<Key> others() {
        return keys.subList(1, keys.size());
    }

    /** The key of an envelope. */
    public Optional<Key> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** With one more key, which opens and does not seal yet. */
    public KeyRing add(Instant now) {
        List<Key> more = new ArrayList<>(keys);
        more.add(1, fresh(now));
        return new KeyRing(owner, more, index);
    }

    /** This key seals from now on. */
    public KeyRing promote(String id) {
        Key chosen = require(id);
        List<Key> ordered = new ArrayList<>(keys);
        ordered.remove(chosen);
        ordered.addFirst(new Key(chosen.id(), chosen.bytes(), chosen.madeAt(), null));
        return new KeyRing(owner, ordered, index);
    }

    /** Nothing is known to be sealed with this key since then; it opens all the same. */
    public KeyRing retire(String id, Instant since) {
        requireNoPrimary(id);
        return replace(id, key -> new Key(id, key.bytes(), key.madeAt(), since));
    }

    /** Something has been found that is sealed with this key. */
    public KeyRing reinstate(String id) {
        return replace(id, key -> new Key(id, key.bytes(), key.madeAt(), null));
    }

    /** Without a retired key: what it sealed stays shut for ever. */
    public KeyRing destroy(String id) {
        requireNoPrimary(id);
        Key gone = require(id);
        if (gone.retiredAt() == null) {
            throw new IllegalStateException(
                    "The key %s is not retired: something may be sealed with it.".formatted(id));
        }
        List<Key> left = new ArrayList<>(keys);
        left.remove(gone);
        return new KeyRing(owner, left, index);
    }

    private void requireNoPrimary(String id) {
        if (primary().id().equals(id)) {
            throw new IllegalStateException("The key %s seals.".formatted(id));
        }
    }

    private KeyRing replace(String id, UnaryOperator<Key> change) {
        Key former = require(id);
        List<Key> changed = new ArrayList<>(keys);
        changed.set(changed.indexOf(former), change.apply(former));
        return new KeyRing(owner, changed, index);
    }

    private Key require(String id) {
        return find(id).orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "There is no key %s in the ring of %s."
                                                .formatted(id, owner)));
    }

    /** The file's content: each key wrapped together with the owner's id. */
    public byte[] wrapped(byte[] key) {
        return wrapped(key, "");
    }

    /** The same, which says under which of the instance's keys it is. */
    public byte[] wrapped(byte[] key, String under) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        lines.add("owner " + owner);
        if (!under.isEmpty()) {
            lines.add(UNDER + under);
        }
        lines.add("index " + wrap(key, owner, index));
        keys.forEach(each -> lines.add(line(key, each)));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String line(byte[] key, Key each) {
        return "key "
                + each.id()
                + " "
                + wrap(key, owner, each.bytes())
                + (each.madeAt() == null ? "" : " made " + each.madeAt())
                + (each.retiredAt() == null ? "" : " retired " + each.retiredAt());
    }

    /** Under which of the instance's keys a file is; empty where it does not say. */
    public static Optional<String> under(byte[] file) {
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(UNDER))
                .map(line -> line.substring(UNDER.length()))
                .findFirst();
    }

    /**
     * Reads what {@link #wrapped} wrote.
     *
     * @throws InvalidCipherTextException when it is another owner's, under another key, or damaged
     */
    public static KeyRing unwrap(byte[] key, UUID owner, byte[] file)
            throws InvalidCipherTextException {
        List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 4 || !lines.getFirst().equals(HEAD)) {
            throw strange(null);
        }
        byte[] index = {};
        List<Key> keys = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] words = line.split(" ", -1);
            if (words.length == 2 && words[0].equals("index")) {
                index = unwrap(key, owner, words[1]);
            } else if (words.length >= 3 && words[0].equals("key")) {
                keys.add(key(words, unwrap(key, owner, words[2])));
            } else if (!line.startsWith(UNDER)) {
                throw strange(null);
            }
        }
        if (keys.isEmpty() || index.length == 0) {
            throw new InvalidCipherTextException("a key is missing");
        }
        return new KeyRing(owner, keys, index);
    }

    private static Key key(String[] words, byte[] bytes) throws InvalidCipherTextException {
        Instant made = null;
        Instant retired = null;
        try {
            for (int at = 3; at < words.length; at += 2) {
                Instant when = at + 1 < words.length ? Instant.parse(words[at + 1]) : null;
                if (when != null && words[at].equals("made")) {
                    made = when;
                } else if (when != null && words[at].equals("retired")) {
                    retired = when;
                } else {
                    throw strange(null);
                }
            }
        } catch (DateTimeException e) {
            throw strange(e);
        }
        return new Key(words[1], bytes, made, retired);
    }

    private static InvalidCipherTextException strange(@Nullable Exception cause) {
        String what = "not a key file of this format";
        return cause == null
                ? new InvalidCipherTextException(what)
                : new InvalidCipherTextException(what, cause);
    }

    /** Names the owner only. */
    @Override
    public String toString() {
        return "KeyRing[%s, %d keys]".formatted(owner, keys.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRing ring
                && ring.owner.equals(owner)
                && Arrays.equals(ring.index, index)
                && ring.keys.stream()
                        .map(Key::id)
                        .toList()
                        .equals(keys.stream().map(Key::id).toList());
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    private static Key fresh(Instant now) {
        String id = HexFormat.of().formatHex(bytes(ID_BYTES));
        return new Key(id, bytes(KEY_BYTES), now, null);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String wrap(byte[] key, UUID owner, byte[] plain) {
        ByteBuffer bound = ByteBuffer.allocate(16 + plain.length);
        bound.putLong(owner.getMostSignificantBits()).putLong(owner.getLeastSignificantBits());
        return Base64.getEncoder().encodeToString(KeyWrap.wrap(key, bound.put(plain).array()));
    }

    private static byte[] unwrap(byte[] key, UUID owner, String wrapped)
            throws InvalidCipherTextException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(wrapped);
        } catch (IllegalArgumentException e) {
            throw new InvalidCipherTextException("not base64", e);
        }
        ByteBuffer bound = ByteBuffer.wrap(KeyWrap.unwrap(key, bytes));
        if (bound.remaining() != 16 + KEY_BYTES
                || !owner.equals(new UUID(bound.getLong(), bound.getLong()))) {
            throw new InvalidCipherTextException("wrapped for another owner");
        }
        byte[] plain = new byte[KEY_BYTES];
        bound.get(plain);
        return plain;
    }
}
