package studio.backline.platform.encryption.cipher;

import java.util.Objects;

/**
 * A part of a sealed file: the segments that it lies in, and where those stand.
 *
 * @param size bytes of plain text of the whole file
 * @param from the first byte of plain text
 * @param length bytes of plain text
 */
public record SegmentRange(long size, long from, long length) {

    private static final int PLAIN = SegmentHead.SEGMENT_BYTES;
    private static final int SEALED = SegmentCipher.SEALED_BYTES;

    /** Checks that the part lies in the file. */
    public SegmentRange {
        Objects.checkFromIndexSize(from, length, size);
    }

    /** Where the first of its segments begins. */
    public long sealedFrom() {
        return SegmentHead.BYTES + (long) first() * SEALED;
    }

    /** Bytes from there to the end of the last of its segments. */
    public long sealedLength() {
        long last = length == 0 ? first() : (from + length - 1) / PLAIN;
        long behind = SegmentHead.BYTES + (last + 1) * SEALED;
        return Math.min(behind, sealedSize(size)) - sealedFrom();
    }

    int first() {
        return (int) Math.min(from / PLAIN, end());
    }

    /** The file's last segment, which is sealed as such. */
    int end() {
        return (int) (segments(size) - 1);
    }

    /** Bytes of the first segment that lie before the part. */
    int before() {
        return (int) (from - (long) first() * PLAIN);
    }

    private static long sealedSize(long size) {
        return SegmentHead.BYTES + size + segments(size) * AesGcm.TAG_BYTES;
    }

    private static long segments(long size) {
        return Math.max(1, (size + PLAIN - 1) / PLAIN);
    }
}
