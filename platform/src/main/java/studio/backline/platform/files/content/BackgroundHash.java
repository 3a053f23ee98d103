package studio.backline.platform.files.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.encryption.FileEncryption.ContentHash;

/**
 * Hashes what passes on a thread of its own, while the one that brings it seals it: each takes
 * about as long as the other. What is small is hashed where it comes, without a thread.
 */
final class BackgroundHash implements AutoCloseable {

    /** More than this is worth a thread. */
    private static final int SMALL = 256 * 1024;

    private static final int PIECE_BYTES = 128 * 1024;

    /** One is filled and one hashed; one lies between, so that neither waits for a moment. */
    private static final int PIECES = 3;

    private static final Piece END = new Piece(new byte[0]);

    private final ContentHash hash;
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES + 1);
    private final BlockingQueue<Piece> free = new ArrayBlockingQueue<>(PIECES);
    private long count;
    private int made;
    private @Nullable Piece piece;
    private @Nullable Thread thread;

    BackgroundHash(ContentHash hash) {
        this.hash = hash;
    }

    /** Some bytes on their way. */
    private static final class Piece {

        private final byte[] bytes;
        private int filled;

        Piece(byte[] bytes) {
            this.bytes = bytes;
        }

        int fill(byte[] from, int offset, int length) {
            int part = Math.min(length, bytes.length - filled);
            System.arraycopy(from, offset, bytes, filled, part);
            filled += part;
            return part;
        }
    }

    /**
     * Takes up what comes next; the bytes may change afterwards.
     *
     * @throws InterruptedIOException when the thread is interrupted while it waits for the other
     */
    void update(byte[] bytes, int offset, int length) throws IOException {
        count += length;
        if (count <= SMALL) {
            hash.update(bytes, offset, length);
            return;
        }
        int at = offset;
        int left = length;
        while (left > 0) {
            Piece filling = piece == null ? next() : piece;
            int part = filling.fill(bytes, at, left);
            at += part;
            left -= part;
            boolean whole = filling.filled == PIECE_BYTES;
            piece = whole ? null : filling;
            if (whole) {
                hand(filling);
            }
        }
    }

    /** 32 bytes for all that came. */
    byte[] finish() throws IOException {
        if (piece != null) {
            hand(piece);
        }
        if (thread != null) {
            hand(END);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return hash.finish();
    }

    /** Ends the thread, if what came was not all. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private Piece next() throws InterruptedIOException {
        if (made < PIECES) {
            made++;
            return new Piece(new byte[PIECE_BYTES]);
        }
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void hand(Piece filled) throws InterruptedIOException {
        if (thread == null) {
            thread = Thread.ofVirtual().name("content-hash").start(this::hashAll);
        }
        try {
            full.put(filled);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void hashAll() {
        try {
            for (Piece next = full.take(); next != END; next = full.take()) {
                hash.update(next.bytes, 0, next.filled);
                next.filled = 0;
                free.put(next);
            }
        } catch (InterruptedException e) {
            // Nobody waits for it any more.
            Thread.currentThread().interrupt();
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException failure = new InterruptedIOException("Interrupted while hashing.");
        failure.initCause(cause);
        return failure;
    }
}
