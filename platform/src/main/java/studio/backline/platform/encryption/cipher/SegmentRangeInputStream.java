package studio.backline.platform.encryption.cipher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a part of what {@link SegmentOutputStream} sealed. Gives out no byte of a segment before
 * the whole of it has been checked, number and place in the file included.
 */
public final class SegmentRangeInputStream extends InputStream {

    private final InputStream in;
    private final SegmentCipher cipher;
    private final SegmentRange range;
    private final byte[] sealed = new byte[SegmentCipher.SEALED_BYTES];
    private int filled;
    private int at;
    private int segment;
    private long left;

    /**
     * A part.
     *
     * @param in stands where the range's first segment begins
     */
    public SegmentRangeInputStream(
            InputStream in, SegmentHead head, byte[] key, SegmentRange range) {
        this.in = in;
        this.cipher = SegmentCipher.opening(head, key);
        this.range = range;
        this.segment = range.first();
        this.left = range.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        if (at >= filled) {
            readSegment();
        }
        int part = (int) Math.min(Math.min(length, filled - at), left);
        System.arraycopy(cipher.output(), at, into, offset, part);
        at += part;
        left -= part;
        return part;
    }

    @Override
    public int available() {
        return (int) Math.min(filled - at, left);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readSegment() throws IOException {
        int length = in.readNBytes(sealed, 0, sealed.length);
        boolean first = segment == range.first();
        try {
            filled = cipher.open(segment, segment == range.end(), sealed, length);
        } catch (AEADBadTagException e) {
            throw changed(segment, e);
        }
        at = first ? range.before() : 0;
        if (at >= filled) {
            throw changed(segment, null);
        }
        segment++;
    }

    private static IOException changed(int segment, @Nullable Throwable e) {
        return new IOException(
                "The sealed file is cut off or changed at segment %d.".formatted(segment), e);
    }
}
