package studio.backline.platform.files.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The sealing stream closes what it writes to, and a store has yet to do something with that. */
final class OpenOutputStream extends FilterOutputStream {

    OpenOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
