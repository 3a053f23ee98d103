package studio.backline.platform.encryption.cipher;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Seals a stream segment by segment. Only {@link #close()} writes the last segment: a file whose
 * writer died before is found cut off when opened.
 */
public final class SegmentOutputStream extends OutputStream {

    private final OutputStream out;
    private final SegmentCipher cipher;
    private final byte[] plain = new byte[SegmentHead.SEGMENT_BYTES];
    private int filled;
    private int segment;
    private boolean closed;

    /** Writes the head. */
    public SegmentOutputStream(OutputStream out, SegmentHead head, byte[] key) throws IOException {
        this.out = out;
        this.cipher = SegmentCipher.sealing(head, key);
        out.write(head.bytes());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("The file is closed.");
        }
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == plain.length) {
                // Not before more has come: only then is it known not to be the last.
                writeSegment(false);
            }
            int part = Math.min(left, plain.length - filled);
            System.arraycopy(bytes, at, plain, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            writeSegment(true);
        }
    }

    private void writeSegment(boolean last) throws IOException {
        if (segment < 0) {
            throw new IOException("The file is too long to be sealed.");
        }
        int sealed = cipher.seal(segment, last, plain, filled);
        out.write(cipher.output(), 0, sealed);
        segment++;
        filled = 0;
    }
}
