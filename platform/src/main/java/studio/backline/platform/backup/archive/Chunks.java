package studio.backline.platform.backup.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The text of one table, out of its pieces, which come one after the other. */
final class Chunks extends InputStream {

    /** What 4 MiB can become that do not compress. */
    private static final int LARGEST = 8 << 20;

    private final ArchiveReader archive;
    private final String schema;
    private final String table;
    private InputStream piece = InputStream.nullInputStream();
    private int number;

    Chunks(ArchiveReader archive, String schema, String table) {
        this.archive = archive;
        this.schema = schema;
        this.table = table;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = piece.read(bytes, offset, length);
        while (read < 0 && archive.peek().equals(Parts.chunk(schema, table, number + 1))) {
            number++;
            byte[] compressed = archive.body().readNBytes(LARGEST);
            archive.advance();
            piece = new GZIPInputStream(new ByteArrayInputStream(compressed), 1 << 16);
            read = piece.read(bytes, offset, length);
        }
        return read;
    }
}
