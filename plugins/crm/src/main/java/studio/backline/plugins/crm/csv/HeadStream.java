package studio.backline.plugins.crm.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes bytes on, keeps the first of them, and checks on the way whether they are UTF-8 (RFC
 * 3629), so that a file need not be read again to know its encoding.
 */
public final class HeadStream extends OutputStream {

    private static final int HEAD = 256 * 1024;

    /** What is kept of further down, where letters beyond ASCII stand. */
    private static final int BELOW = 64 * 1024;

    /** Letters of several bytes that stand against one byte that is wrong. */
    private static final int FOR_ONE_BAD = 10;

    private final OutputStream out;
    private final byte[] head = new byte[HEAD];
    private final ByteArrayOutputStream below = new ByteArrayOutputStream();
    private int kept;
    private long size;
    private long whole;
    private long bad;
    private boolean nul;
    private int expected;
    private int lowest = 0x80;
    private int highest = 0xbf;

    public HeadStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        int copied = Math.min(length, HEAD - kept);
        System.arraycopy(bytes, from, head, kept, copied);
        kept += copied;
        size += length;
        long letters = whole + bad;
        for (int i = from; i < from + length; i++) {
            check(bytes[i] & 0xff);
        }
        if (copied < length && letters < whole + bad && below.size() < BELOW) {
            below.write(bytes, from + copied, length - copied);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** The shape of what went through. */
    public CsvShape shape() throws BrokenFileException {
        return CsvSniffer.sniff(Arrays.copyOf(head, kept), size, unmarked());
    }

    /**
     * The encoding of a file without a mark; binary files are told by their NUL bytes. A few wrong
     * bytes among many letters of several bytes are damage and no other encoding.
     */
    private Charset unmarked() {
        long wrong = bad + (expected > 0 ? 1 : 0);
        return wrong * FOR_ONE_BAD <= whole ? StandardCharsets.UTF_8 : EncodingGuess.of(kept());
    }

    private byte[] kept() {
        byte[] all = Arrays.copyOf(head, kept + below.size());
        System.arraycopy(below.toByteArray(), 0, all, kept, below.size());
        return all;
    }

    /** Whether there was a NUL byte, which is in no text but UTF-16. */
    public boolean hasNul() {
        return nul;
    }

    private void check(int b) {
        nul |= b == 0;
        if (expected > 0) {
            boolean follows = b >= lowest && b <= highest;
            lowest = 0x80;
            highest = 0xbf;
            if (follows) {
                expected--;
                whole += expected == 0 ? 1 : 0;
                return;
            }
            expected = 0;
            bad++;
        }
        if (b >= 0x80) {
            begin(b);
        }
    }

    private void begin(int b) {
        if (b >= 0xc2 && b <= 0xdf) {
            expected = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            expected = 2;
            lowest = b == 0xe0 ? 0xa0 : 0x80;
            highest = b == 0xed ? 0x9f : 0xbf;
        } else if (b >= 0xf0 && b <= 0xf4) {
            expected = 3;
            lowest = b == 0xf0 ? 0x90 : 0x80;
            highest = b == 0xf4 ? 0x8f : 0xbf;
        } else {
            bad++;
        }
    }
}
