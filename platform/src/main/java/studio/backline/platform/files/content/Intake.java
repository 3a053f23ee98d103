package studio.backline.platform.files.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;
import studio.backline.contract.files.NewFile;

/** Counts, hashes and judges what passes through on its way to be sealed. */
final class Intake extends FilterOutputStream {

    /** What a type is told by stands within. */
    private static final int HEAD = 64 * 1024;

    private final NewFile file;
    private final BackgroundHash hash;
    private final Allowance allowance;
    private final byte[] head = new byte[HEAD];
    private long count;

    Intake(OutputStream sealing, NewFile file, BackgroundHash hash, Allowance allowance) {
        super(sealing);
        this.file = file;
        this.hash = hash;
        this.allowance = allowance;
    }

    /** Bytes so far. */
    long count() {
        return count;
    }

    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(count, HEAD));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        check(count + length);
        hash.update(bytes, offset, length);
        if (count < HEAD) {
            int part = (int) Math.min(length, HEAD - count);
            System.arraycopy(bytes, offset, head, (int) count, part);
        }
        count += length;
        out.write(bytes, offset, length);
    }

    /** The stream belongs to whoever handed it out: a writer that closes it does no harm. */
    @Override
    public void close() throws IOException {
        out.flush();
    }

    /** Everything came. */
    void end() throws IOException {
        if (count != file.length().orElse(count)) {
            throw differs(count);
        }
        out.close();
    }

    private void check(long bytes) throws FileRefusedException {
        if (bytes > file.atMost()) {
            throw new FileRefusedException(
                    Reason.TOO_LARGE,
                    bytes,
                    file.atMost(),
                    "The file has more than %d bytes.".formatted(file.atMost()));
        }
        if (bytes > file.length().orElse(Long.MAX_VALUE)) {
            throw differs(bytes);
        }
        allowance.require(bytes);
    }

    private FileRefusedException differs(long bytes) {
        return new FileRefusedException(
                Reason.LENGTH_DIFFERS,
                bytes,
                file.length().orElse(0),
                "The file was announced with %d bytes and came with %d%s."
                        .formatted(
                                file.length().orElse(0),
                                bytes,
                                bytes < file.length().orElse(0) ? "" : " or more"));
    }
}
