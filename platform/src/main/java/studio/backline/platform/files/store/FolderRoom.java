package studio.backline.platform.files.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;

/**
 * What files leave free on their disk: the database stands there as well, and a database without
 * room stops the house. Where the disk is full all the same, that is said.
 *
 * @param free bytes that are free now
 * @param kept bytes that stay so
 */
record FolderRoom(Free free, long kept) {

    private static final long KEPT = 256L << 20;

    /** Asking costs a call of the system; so much may be written between two of them. */
    private static final long STEP = 8L << 20;

    static FolderRoom of(Path folder) {
        return new FolderRoom(() -> Files.getFileStore(folder).getUsableSpace(), KEPT);
    }

    OutputStream guard(OutputStream out) {
        return new Guarded(out);
    }

    private void require(long more) throws IOException {
        long left = free.bytes();
        if (left - more < kept) {
            throw full(left);
        }
    }

    private FileRefusedException full(long left) {
        return new FileRefusedException(
                Reason.DISK_FULL,
                left,
                kept,
                "The disk has %d MB left, and files leave %d MB free. Make room and try again."
                        .formatted(left >> 20, kept >> 20));
    }

    /** Asks for what is free. */
    @FunctionalInterface
    interface Free {

        long bytes() throws IOException;
    }

    private final class Guarded extends FilterOutputStream {

        private long allowed;

        Guarded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (allowed < length) {
                require(Math.max(STEP, length));
                allowed = Math.max(STEP, length);
            }
            allowed -= length;
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                if (free.bytes() < length) {
                    FileRefusedException refused = full(free.bytes());
                    refused.initCause(e);
                    throw refused;
                }
                throw e;
            }
        }
    }
}
