package studio.backline.platform.encryption.cipher;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;

/**
 * The bytes of a sealed value: magic (2), format (1), algorithm (1), key id (8), nonce (12),
 * ciphertext, tag (16). The head is bound in, together with what the caller binds.
 */
public final class Envelope {

    private static final byte[] MAGIC = {'B', 'L'};
    private static final byte FORMAT = 1;

    /** AES-256-GCM under a key derived with HKDF-SHA256 per purpose. */
    private static final byte ALGORITHM = 1;

    private static final int KEY_ID_BYTES = 8;
    private static final int HEAD_BYTES = MAGIC.length + 2 + KEY_ID_BYTES;
    private static final int BODY_AT = HEAD_BYTES + AesGcm.NONCE_BYTES;

    private Envelope() {}

    /** What an envelope under the key of this id begins with. */
    public static byte[] head(String keyId) {
        return ByteBuffer.allocate(HEAD_BYTES)
                .put(MAGIC)
                .put(FORMAT)
                .put(ALGORITHM)
                .put(HexFormat.of().parseHex(keyId))
                .array();
    }

    /** An envelope under a key; what is bound has to be given again to open it. */
    public static byte[] seal(byte[] head, GcmKey key, byte[] bound, byte[] plain) {
        return key.seal(head, bound, plain);
    }

    /** Whether these bytes claim to be an envelope that this version can open. */
    public static boolean is(byte[] envelope) {
        return envelope.length >= BODY_AT + AesGcm.TAG_BYTES
                && envelope[0] == MAGIC[0]
                && envelope[1] == MAGIC[1]
                && envelope[2] == FORMAT
                && envelope[3] == ALGORITHM;
    }

    /** Under which id the key that sealed it is known. */
    public static String keyId(byte[] envelope) {
        return HexFormat.of().formatHex(envelope, HEAD_BYTES - KEY_ID_BYTES, HEAD_BYTES);
    }

    /** The same as {@link #keyId}, as a number. */
    public static long keyNumber(byte[] envelope) {
        return ByteBuffer.wrap(envelope).getLong(HEAD_BYTES - KEY_ID_BYTES);
    }

    /**
     * What is in it.
     *
     * @throws AEADBadTagException when key, bound bytes or any bit of it differ
     */
    public static byte[] open(GcmKey key, byte[] bound, byte[] envelope)
            throws AEADBadTagException {
        return key.open(HEAD_BYTES, bound, envelope);
    }
}
