package studio.backline.platform.backup.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.backup.archive.ArchiveEnd.TableEnd;
import studio.backline.platform.database.dump.DumpedSchema;
import studio.backline.platform.database.dump.DumpedTable;
import tools.jackson.core.JacksonException;

/**
 * Reads an archive in its order, and refuses one in another. Nothing that was read counts before
 * {@link #end()} has returned.
 */
public final class ArchiveReader implements AutoCloseable {

    private static final int LARGEST_TEXT = 256 << 20;

    private final InputStream in;
    private final TarArchiveInputStream tar;
    private final Parts parts = new Parts();
    private final List<TableEnd> tables = new ArrayList<>();
    private final ArchiveHeader header;
    private MessageDigest digest = Parts.sha256();
    private @Nullable TarArchiveEntry next;
    private long files;
    private long jars;

    /**
     * @param in the opened archive; closed with this
     * @throws ArchiveBrokenException when it does not begin as one, or is of another format
     */
    public ArchiveReader(InputStream in) throws IOException {
        this.in = in;
        this.tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
        this.next = entry();
        try {
            this.header = Parts.JSON.readValue(text(Parts.HEADER), ArchiveHeader.class);
        } catch (JacksonException e) {
            throw new ArchiveBrokenException("It does not begin as an archive of Backline.", e);
        }
        if (header.format() != ArchiveHeader.FORMAT) {
            throw new ArchiveBrokenException(
                    "It is of the format %d, and this version reads format %d."
                            .formatted(header.format(), ArchiveHeader.FORMAT));
        }
    }

    /** What follows. */
    public ArchiveHeader header() {
        return header;
    }

    /** Takes a table's rows. */
    @FunctionalInterface
    public interface Rows {

        /** Reads them to their end and returns how many there were. */
        long readFrom(InputStream in) throws Exception;
    }

    /** The rows of a table, the next one after the last. */
    public void table(DumpedSchema schema, DumpedTable table, Rows rows) throws Exception {
        MessageDigest text = Parts.sha256();
        Chunks chunks = new Chunks(this, schema.name(), table.name());
        long count = rows.readFrom(new DigestInputStream(chunks, text));
        if (chunks.read() >= 0) {
            throw new ArchiveBrokenException(
                    "Rows of '%s' were left over.".formatted(table.name()));
        }
        tables.add(new TableEnd(schema.name(), table.name(), count, Parts.hex(text.digest())));
    }

    /** Takes what is no table. */
    public interface Receiver {

        /** A sealed file of a workspace. */
        void file(String name, InputStream content) throws IOException;

        /** A plugin's jar. */
        void jar(String sha256, InputStream content) throws IOException;

        /** A piece of the configuration. */
        void configuration(String name, InputStream content) throws IOException;
    }

    /** All parts between the last table and the end. */
    public void rest(Receiver receiver) throws IOException {
        for (String kind : List.of(Parts.FILES, Parts.JARS, Parts.CONFIGURATION)) {
            for (String name = peek(); name.startsWith(kind); name = peek()) {
                String own = name.substring(kind.length());
                InputStream body = body();
                switch (kind) {
                    case Parts.FILES -> {
                        files++;
                        receiver.file(own, body);
                    }
                    case Parts.JARS -> {
                        jars++;
                        receiver.jar(own.replaceFirst("\\.jar$", ""), body);
                    }
                    default -> receiver.configuration(own, body);
                }
                advance();
            }
        }
    }

    /**
     * The end, once everything is read: after it is known that nothing was changed, nothing is
     * missing and nothing stands elsewhere.
     */
    public ArchiveEnd end() throws IOException {
        if (!peek().equals(Parts.END)) {
            throw new ArchiveBrokenException(
                    next == null
                            ? "It is cut off."
                            : "'%s' is out of its place.".formatted(peek()));
        }
        ArchiveEnd end;
        try {
            end = Parts.JSON.readValue(bytes(), ArchiveEnd.class);
        } catch (JacksonException e) {
            throw new ArchiveBrokenException("Its end cannot be read.", e);
        }
        if (end.parts() != parts.count()
                || !end.digest().equals(parts.digest())
                || end.files() != files
                || end.jars() != jars) {
            throw new ArchiveBrokenException("Its parts are not those that it was made of.");
        }
        if (!end.tables().equals(tables)) {
            throw new ArchiveBrokenException("The rows are not those that its end names.");
        }
        if (entry() != null) {
            throw new ArchiveBrokenException("Something stands after its end.");
        }
        drain();
        return end;
    }

    /**
     * Why reading failed: reads what is left, since only the very end tells whether it was changed.
     */
    public Exception explain(Exception failure) {
        if (failure instanceof ArchiveBrokenException) {
            return failure;
        }
        try {
            drain();
            return failure;
        } catch (IOException e) {
            e.addSuppressed(failure);
            return new ArchiveBrokenException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** The name of the part that comes next; empty after the last. */
    String peek() {
        return next == null ? "" : next.getName();
    }

    InputStream body() {
        digest = Parts.sha256();
        return new DigestInputStream(
                new FilterInputStream(tar) {
                    @Override
                    public void close() {
                        // The tar goes on.
                    }
                },
                digest);
    }

    /** The part was read to its end; what was left of it is read now. */
    void advance() throws IOException {
        TarArchiveEntry done = Objects.requireNonNull(next);
        new DigestInputStream(tar, digest).transferTo(OutputStream.nullOutputStream());
        parts.add(done.getName(), done.getSize(), digest.digest());
        next = entry();
    }

    private byte[] text(String name) throws IOException {
        if (!peek().equals(name)) {
            throw new ArchiveBrokenException("It does not begin as an archive of Backline.");
        }
        byte[] bytes = body().readNBytes(LARGEST_TEXT);
        advance();
        return bytes;
    }

    private byte[] bytes() throws IOException {
        return tar.readNBytes(LARGEST_TEXT);
    }

    /** Up to the very end of what is sealed: only there it shows whether it was changed. */
    private void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private @Nullable TarArchiveEntry entry() throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new ArchiveBrokenException("It is no archive of Backline, or was changed.", e);
        }
    }
}
