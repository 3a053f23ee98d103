package studio.backline.platform.encryption.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.AEADBadTagException;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.platform.encryption.Hmac;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.cipher.Envelope;
import studio.backline.platform.encryption.cipher.GcmKey;
import studio.backline.platform.encryption.cipher.Hkdf;

/** An owner's keys in memory, with what was derived from them. */
public final class OpenedRing {

    private final KeyRing ring;
    private final OpenedKey[] keys;
    private final Map<String, Mac> indexes = new ConcurrentHashMap<>();

    OpenedRing(KeyRing ring) {
        this.ring = ring;
        this.keys = ring.keys().stream().map(OpenedKey::new).toArray(OpenedKey[]::new);
    }

    /** A key and what is derived from it, each when it is first needed. */
    private static final class OpenedKey {

        private final KeyRing.Key key;
        private final byte[] head;
        private final long number;
        private final AtomicReferenceArray<GcmKey> derived =
                new AtomicReferenceArray<>(Purpose.values().length);

        OpenedKey(KeyRing.Key key) {
            this.key = key;
            this.head = Envelope.head(key.id());
            this.number = HexFormat.fromHexDigitsToLong(key.id());
        }

        GcmKey of(Purpose purpose) {
            GcmKey known = derived.get(purpose.ordinal());
            if (known != null) {
                return known;
            }
            GcmKey made = new GcmKey(derive(key, purpose));
            derived.set(purpose.ordinal(), made);
            return made;
        }
    }

    /** Where a value belongs: all of it is bound into its envelope. */
    public record Spot(UUID owner, String field, UUID row, Purpose purpose) {

        private byte[] bound() {
            byte[] what = purpose.id().getBytes(StandardCharsets.UTF_8);
            byte[] name = field.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(2 * 16 + 2 * Integer.BYTES + what.length + name.length)
                    .putLong(owner.getMostSignificantBits())
                    .putLong(owner.getLeastSignificantBits())
                    .putLong(row.getMostSignificantBits())
                    .putLong(row.getLeastSignificantBits())
                    .putInt(what.length)
                    .put(what)
                    .putInt(name.length)
                    .put(name)
                    .array();
        }
    }

    /** An envelope under the key that seals. */
    public byte[] seal(Spot spot, byte[] plain) {
        OpenedKey key = keys[0];
        return Envelope.seal(key.head, key.of(spot.purpose()), spot.bound(), plain);
    }

    /**
     * What was sealed for this spot.
     *
     * @param envelope of this version, as {@link Envelope#is} has it
     * @throws SealBrokenException when it was sealed for another one, changed, or its key is gone
     */
    public byte[] open(Spot spot, byte[] envelope) {
        OpenedKey key = find(Envelope.keyNumber(envelope));
        if (key == null) {
            throw new SealBrokenException(
                    spot.field(), "was sealed with a key that its owner does not have");
        }
        try {
            return Envelope.open(key.of(spot.purpose()), spot.bound(), envelope);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException(
                    spot.field(), "was sealed for another row, field or purpose, or changed");
        }
    }

    /** Whether the key that sealed an envelope is one of these. */
    public boolean has(byte[] envelope) {
        return find(Envelope.keyNumber(envelope)) != null;
    }

    private @Nullable OpenedKey find(long number) {
        for (OpenedKey key : keys) {
            if (key.number == number) {
                return key;
            }
        }
        return null;
    }

    /** The key that seals. */
    public KeyRing.Key primary() {
        return ring.primary();
    }

    /** The key of an envelope. */
    public Optional<KeyRing.Key> find(String id) {
        return ring.find(id);
    }

    /** What is derived from a key for a purpose. */
    public byte[] key(KeyRing.Key key, Purpose purpose) {
        return derive(key, purpose);
    }

    private static byte[] derive(KeyRing.Key key, Purpose purpose) {
        return Hkdf.derive(key.bytes(), "backline " + purpose.id());
    }

    /** What indexes a field; each use takes a copy. */
    public Mac index(String field) {
        return indexes.computeIfAbsent(
                field,
                name ->
                        Hmac.keyed(
                                Hkdf.derive(
                                        ring.index(),
                                        "backline " + Purpose.BLIND_INDEX.id() + ' ' + name)));
    }
}
