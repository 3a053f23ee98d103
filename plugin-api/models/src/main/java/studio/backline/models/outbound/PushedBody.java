package studio.backline.models.outbound;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.outbound.OutboundBody;

/**
 * The body of a request of a library that writes it itself. A small one is written down once; a
 * large one flows through a pipe, by a virtual thread of its own, and takes no memory.
 */
public final class PushedBody {

    private static final int SMALL = 1 << 20;
    private static final int PIPE = 1 << 16;
    private static final String UNKNOWN = "application/octet-stream";

    private final Writer writer;
    private final boolean repeatable;
    private final AtomicBoolean opened = new AtomicBoolean();

    private PushedBody(Writer writer, boolean repeatable) {
        this.writer = writer;
        this.repeatable = repeatable;
    }

    /**
     * A body that is written by the library.
     *
     * @param contentType media type; empty for one that is not known
     * @param bytes length in bytes, −1 where it is not known beforehand
     * @param repeatable whether it can be written more than once
     * @throws IOException where it cannot be written
     */
    public static OutboundBody of(String contentType, long bytes, boolean repeatable, Writer writer)
            throws IOException {
        String type = contentType.isEmpty() ? UNKNOWN : contentType;
        if (bytes >= 0 && bytes <= SMALL) {
            ByteArrayOutputStream all = new ByteArrayOutputStream((int) bytes);
            writer.writeTo(all);
            return OutboundBody.of(type, all.toByteArray());
        }
        return new OutboundBody(type, bytes, new PushedBody(writer, repeatable)::open);
    }

    private InputStream open() throws IOException {
        if (opened.getAndSet(true) && !repeatable) {
            throw new IOException("What is to be sent can be read once only.");
        }
        PipedInputStream in = new PipedInputStream(PIPE);
        PipedOutputStream out = new PipedOutputStream(in);
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        Thread.ofVirtual().name("outbound-body").start(() -> write(out, failure));
        return new Checked(in, failure);
    }

    private void write(PipedOutputStream out, AtomicReference<@Nullable IOException> failure) {
        try (out) {
            writer.writeTo(out);
        } catch (IOException e) {
            failure.set(e);
        } catch (RuntimeException e) {
            failure.set(new IOException("The body could not be written.", e));
        }
    }

    /** Writes a body. */
    @FunctionalInterface
    public interface Writer {

        /** Writes the whole of it, and does not close. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Half a body must not look like a whole one. */
    private static final class Checked extends FilterInputStream {

        private final AtomicReference<@Nullable IOException> failure;

        Checked(InputStream in, AtomicReference<@Nullable IOException> failure) {
            super(in);
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return checked(super.read(into, offset, length));
        }

        private int checked(int read) throws IOException {
            IOException broken = failure.get();
            if (read < 0 && broken != null) {
                throw new IOException("The body could not be written to its end.", broken);
            }
            return read;
        }
    }
}
