package studio.backline.platform.encryption.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Seals or opens the segments of one file. Key schedule and output are those of the segment before:
 * made anew for each 64 KiB they take as long as the sealing itself.
 */
final class SegmentCipher {

    /** Bytes of a whole segment as it lies in the file. */
    static final int SEALED_BYTES = SegmentHead.SEGMENT_BYTES + AesGcm.TAG_BYTES;

    private final AesGcm.Series series;
    private final SegmentHead head;
    private final byte[] output;

    private SegmentCipher(int mode, SegmentHead head, byte[] key, int bytes) {
        this.series = new AesGcm.Series(mode, key);
        this.head = head;
        this.output = new byte[bytes];
    }

    static SegmentCipher sealing(SegmentHead head, byte[] key) {
        return new SegmentCipher(Cipher.ENCRYPT_MODE, head, key, SEALED_BYTES);
    }

    static SegmentCipher opening(SegmentHead head, byte[] key) {
        return new SegmentCipher(Cipher.DECRYPT_MODE, head, key, SegmentHead.SEGMENT_BYTES);
    }

    /** What was sealed or opened last, from its beginning. */
    byte[] output() {
        return output;
    }

    /** Seals the first bytes of a buffer; how many bytes the output has. */
    int seal(int segment, boolean last, byte[] plain, int length) {
        try {
            return series.next(head.nonce(segment, last), plain, length, output);
        } catch (GeneralSecurityException e) {
            throw AesGcm.unable(e);
        }
    }

    /**
     * Opens the first bytes of a buffer; how many bytes the output has.
     *
     * @throws AEADBadTagException when anything differs from what was sealed
     */
    int open(int segment, boolean last, byte[] sealed, int length) throws AEADBadTagException {
        if (length < AesGcm.TAG_BYTES) {
            throw new AEADBadTagException("shorter than a tag");
        }
        try {
            return series.next(head.nonce(segment, last), sealed, length, output);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw AesGcm.unable(e);
        }
    }
}
