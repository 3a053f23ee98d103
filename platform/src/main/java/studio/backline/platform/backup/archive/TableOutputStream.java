package studio.backline.platform.backup.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Cuts a table's text into pieces of 4 MiB and compresses some at a time: a tar wants to know each
 * size before, and no table has to fit into memory.
 */
final class TableOutputStream extends OutputStream {

    private static final int CHUNK = 4 << 20;
    private static final int AT_ONCE = 3;

    private final MessageDigest digest = Parts.sha256();
    private final ExecutorService compressing = Executors.newFixedThreadPool(2);
    private final Deque<Future<byte[]>> pieces = new ArrayDeque<>();
    private final Target target;
    private byte[] buffer = new byte[CHUNK];
    private int length;
    private int number;

    TableOutputStream(Target target) {
        this.target = target;
    }

    /** Takes the pieces in their order. */
    interface Target {
        void take(int number, byte[] compressed) throws IOException;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        digest.update(bytes, offset, count);
        int done = 0;
        while (done < count) {
            int fits = Math.min(count - done, buffer.length - length);
            System.arraycopy(bytes, offset + done, buffer, length, fits);
            length += fits;
            done += fits;
            if (length == buffer.length) {
                pass();
            }
        }
    }

    /** All is written. */
    void finish() throws IOException {
        if (length > 0) {
            pass();
        }
        while (!pieces.isEmpty()) {
            takeFirst();
        }
    }

    /** Of the text; once it is finished. */
    String sha256() {
        return Parts.hex(digest.digest());
    }

    @Override
    public void close() {
        compressing.shutdownNow();
    }

    private void pass() throws IOException {
        byte[] full = buffer;
        int used = length;
        buffer = new byte[CHUNK];
        length = 0;
        pieces.add(compressing.submit(() -> compressed(full, used)));
        if (pieces.size() > AT_ONCE) {
            takeFirst();
        }
    }

    private void takeFirst() throws IOException {
        try {
            target.take(++number, pieces.remove().get());
        } catch (ExecutionException e) {
            throw new IOException("A piece could not be compressed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The backup was interrupted.", e);
        }
    }

    private static byte[] compressed(byte[] text, int length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 3 + 64);
        try (QuickGzip gzip = new QuickGzip(out)) {
            gzip.write(text, 0, length);
        }
        return out.toByteArray();
    }

    /** Compresses with the least effort, which is most of the gain. */
    private static final class QuickGzip extends GZIPOutputStream {

        QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
