package studio.backline.platform.encryption.openpgp;

import java.io.IOException;
import java.io.InputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;

/** The content of a message; at its end it is known whether nothing was changed. */
final class OpenedInputStream extends InputStream {

    private final InputStream content;
    private final InputStream clear;
    private final PGPPBEEncryptedData message;
    private boolean proven;

    OpenedInputStream(InputStream content, InputStream clear, PGPPBEEncryptedData message) {
        this.content = content;
        this.clear = clear;
        this.message = message;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = content.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new BrokenMessageException("It was cut off or changed.", e);
        }
        if (read < 0) {
            prove();
        }
        return read;
    }

    private void prove() throws IOException {
        if (proven) {
            return;
        }
        try {
            if (clear.read() >= 0 || !message.verify()) {
                throw new BrokenMessageException("It was changed after it was sealed.");
            }
        } catch (BrokenMessageException e) {
            throw e;
        } catch (PGPException | IOException | RuntimeException e) {
            throw new BrokenMessageException("It was cut off or changed.", e);
        }
        proven = true;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
