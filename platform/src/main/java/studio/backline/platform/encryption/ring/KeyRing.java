package studio.backline.platform.encryption.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import studio.backline.platform.encryption.cipher.KeyWrap;

/**
 * The keys of one owner: a workspace, an account or the instance. The first seals, each opens what
 * it sealed; the index key never rotates, since what was indexed under it would not be found again.
 *
 * @param owner bound into the wrapping, so that files cannot be swapped
 * @param keys newest first, never empty
 * @param index for blind indexes
 */
public record KeyRing(UUID owner, List<Key> keys, byte[] index) {

    private static final String HEAD = "backline-keys 1";
    private static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A key and the random id under which envelopes name it. */
    public record Key(String id, byte[] bytes) {}

    /** Copies the list. */
    public KeyRing {
        keys = List.copyOf(keys);
    }

    /** Random keys. */
    public static KeyRing random(UUID owner) {
        String id = HexFormat.of().formatHex(bytes(ID_BYTES));
        Key first = new Key(id, bytes(KEY_BYTES));
        return new KeyRing(owner, List.of(first), bytes(KEY_BYTES));
    }

    /** The key that seals. */
    public Key primary() {
        return keys.getFirst();
    }

    /** The key of an envelope. */
    public Optional<Key> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** The file's content: each key wrapped together with the owner's id. */
    public byte[] wrapped(byte[] key) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        lines.add("owner " + owner);
        lines.add("index " + wrap(key, owner, index));
        keys.forEach(k -> lines.add("key " + k.id() + " " + wrap(key, owner, k.bytes())));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
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
            throw new InvalidCipherTextException("not a key file of this format");
        }
        byte[] index = {};
        List<Key> keys = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] words = line.split(" ", -1);
            if (words.length == 2 && words[0].equals("index")) {
                index = unwrap(key, owner, words[1]);
            } else if (words.length == 3 && words[0].equals("key")) {
                keys.add(new Key(words[1], unwrap(key, owner, words[2])));
            } else {
                throw new InvalidCipherTextException("not a key file of this format");
            }
        }
        if (keys.isEmpty() || index.length == 0) {
            throw new InvalidCipherTextException("a key is missing");
        }
        return new KeyRing(owner, keys, index);
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
