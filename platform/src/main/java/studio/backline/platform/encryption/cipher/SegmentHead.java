package studio.backline.platform.encryption.cipher;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The head of a sealed file: magic (3), format (1), algorithm (1), key id (8), salt (32), nonce
 * prefix (7). The file's own key is derived from the whole head, so that no bit of it can change.
 *
 * @param bytes all of it
 */
public record SegmentHead(byte[] bytes) {

    /** Bytes of a head. */
    public static final int BYTES = 52;

    /** Bytes of plain text in a segment; the last one may have fewer. */
    static final int SEGMENT_BYTES = 64 * 1024;

    private static final byte[] START = {'B', 'L', 'F', 1, 1};
    private static final int KEY_ID_BYTES = 8;
    private static final int SALT_BYTES = 32;
    private static final int PREFIX_BYTES = 7;

    /** A new head. */
    public static SegmentHead of(String keyId, byte[] random) {
        return new SegmentHead(
                ByteBuffer.allocate(BYTES)
                        .put(START)
                        .put(HexFormat.of().parseHex(keyId))
                        .put(random, 0, SALT_BYTES + PREFIX_BYTES)
                        .array());
    }

    /** Whether this is a head that this version can read. */
    public boolean isKnown() {
        return bytes.length == BYTES
                && Arrays.equals(START, 0, START.length, bytes, 0, START.length);
    }

    /** The key under which the file was sealed. */
    public String keyId() {
        return HexFormat.of().formatHex(bytes, START.length, START.length + KEY_ID_BYTES);
    }

    /** The file's own key. */
    public byte[] fileKey(byte[] key, byte[] bound) {
        byte[] info =
                ByteBuffer.allocate(bytes.length + bound.length).put(bytes).put(bound).array();
        int saltAt = START.length + KEY_ID_BYTES;
        byte[] salt = Arrays.copyOfRange(bytes, saltAt, saltAt + SALT_BYTES);
        return Hkdf.derive(key, salt, info, 32);
    }

    /** Prefix, number of the segment, and whether it is the last. */
    byte[] nonce(int segment, boolean last) {
        return ByteBuffer.allocate(AesGcm.NONCE_BYTES)
                .put(bytes, BYTES - PREFIX_BYTES, PREFIX_BYTES)
                .putInt(segment)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
