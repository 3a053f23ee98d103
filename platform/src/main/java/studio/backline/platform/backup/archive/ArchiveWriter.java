package studio.backline.platform.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import studio.backline.platform.backup.archive.ArchiveEnd.TableEnd;

/** Writes an archive: the header, each table, each file, each jar, configuration, the end. */
public final class ArchiveWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final TarArchiveOutputStream tar;
    private final Parts parts = new Parts();
    private final List<TableEnd> tables = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long files;
    private long fileBytes;
    private long jars;

    /**
     * @param out what seals it; closed with this
     */
    public ArchiveWriter(OutputStream out, ArchiveHeader header) throws IOException {
        this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        part(Parts.HEADER, Parts.JSON.writeValueAsBytes(header));
    }

    /** Writes a table's rows. */
    @FunctionalInterface
    public interface Rows {

        /** Returns how many there were. */
        long writeTo(OutputStream out) throws Exception;
    }

    /** The next table. */
    public void table(String schema, String table, Rows rows) throws Exception {
        TableOutputStream out =
                new TableOutputStream(
                        (number, bytes) -> part(Parts.chunk(schema, table, number), bytes));
        try (out) {
            long count = rows.writeTo(out);
            out.finish();
            tables.add(new TableEnd(schema, table, count, out.sha256()));
        }
    }

    /** A sealed file, as it lies. */
    public void file(String name, long size, InputStream content) throws IOException {
        part(Parts.FILES + name, size, content);
        files++;
        fileBytes += size;
    }

    /** A file that is on record and was erased meanwhile. */
    public void fileGone(String name) {
        gone.add(name);
    }

    /** A file that is on record and not where it should be. */
    public void fileMissing(String name) {
        missing.add(name);
    }

    /** A plugin's jar. */
    public void jar(String sha256, long size, InputStream content) throws IOException {
        part(Parts.JARS + sha256 + ".jar", size, content);
        jars++;
    }

    /** A piece of the configuration. */
    public void configuration(String name, byte[] content) throws IOException {
        part(Parts.CONFIGURATION + name, content);
    }

    /**
     * Nothing follows.
     *
     * @param elsewhere files whose content lies in stores of plugins
     */
    public ArchiveEnd end(long elsewhere) throws IOException {
        long count = parts.count();
        ArchiveEnd end =
                new ArchiveEnd(
                        count,
                        parts.digest(),
                        tables,
                        files,
                        fileBytes,
                        gone,
                        missing,
                        elsewhere,
                        jars);
        byte[] bytes = Parts.JSON.writeValueAsBytes(end);
        TarArchiveEntry entry = entry(Parts.END, bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
        tar.finish();
        return end;
    }

    /** Closes what it writes to; an archive without its end is not one. */
    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void part(String name, byte[] content) throws IOException {
        tar.putArchiveEntry(entry(name, content.length));
        tar.write(content);
        tar.closeArchiveEntry();
        parts.add(name, content.length, Parts.sha256().digest(content));
    }

    private void part(String name, long size, InputStream content) throws IOException {
        MessageDigest digest = Parts.sha256();
        tar.putArchiveEntry(entry(name, size));
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            tar.write(buffer, 0, read);
            digest.update(buffer, 0, read);
        }
        tar.closeArchiveEntry();
        parts.add(name, size, digest.digest());
    }

    /** Of no user and no time of its own. */
    private static TarArchiveEntry entry(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0);
        entry.setMode(0600);
        return entry;
    }
}
