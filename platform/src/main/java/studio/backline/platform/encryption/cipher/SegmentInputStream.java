package studio.backline.platform.encryption.cipher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/**
 * Opens what {@link SegmentOutputStream} sealed. Gives out no byte of a segment before the whole of
 * it has been checked, and ends only at the segment that was sealed as the last.
 */
public final class SegmentInputStream extends InputStream {

    private final PushbackInputStream in;
    private final SegmentCipher cipher;
    private final byte[] sealed = new byte[SegmentCipher.SEALED_BYTES];
    private int filled;
    private int at;
    private int segment;
    private boolean last;

    /** Behind the head, which has been read. */
    public SegmentInputStream(InputStream in, SegmentHead head, byte[] key) {
        this.in = new PushbackInputStream(in, 1);
        this.cipher = SegmentCipher.opening(head, key);
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
        while (at == filled) {
            if (last) {
                return -1;
            }
            readSegment();
        }
        int part = Math.min(length, filled - at);
        System.arraycopy(cipher.output(), at, into, offset, part);
        at += part;
        return part;
    }

    @Override
    public int available() {
        return filled - at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readSegment() throws IOException {
        int length = in.readNBytes(sealed, 0, sealed.length);
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        boolean end = next < 0;
        try {
            filled = cipher.open(segment, end, sealed, length);
        } catch (AEADBadTagException e) {
            throw new IOException(
                    "The sealed file is cut off or changed at segment %d.".formatted(segment), e);
        }
        last = end;
        segment++;
        at = 0;
    }
}
