package studio.backline.platform.backup.place;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads an object piece by piece, so that no request lasts for long. */
final class S3Download extends InputStream {

    private static final int PIECE = 16 << 20;

    private final S3Requests requests;
    private final String key;
    private final long size;
    private InputStream piece = InputStream.nullInputStream();
    private long at;

    S3Download(S3Requests requests, String key) throws IOException {
        this.requests = requests;
        this.key = key;
        this.size = requests.size(key);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = piece.read(bytes, offset, length);
        if (read < 0 && at < size) {
            byte[] next = requests.range(key, at, Math.min(PIECE, size - at));
            if (next.length == 0) {
                throw new IOException("The store gave less than the object has.");
            }
            at += next.length;
            piece = new ByteArrayInputStream(next);
            read = piece.read(bytes, offset, length);
        }
        return read;
    }
}
