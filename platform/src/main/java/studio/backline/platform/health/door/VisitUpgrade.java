package studio.backline.platform.health.door;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The house's end of a WebSocket that is opened to see whether one can be: says one word and ends.
 * Made by the servlet container.
 */
public final class VisitUpgrade implements HttpUpgradeHandler {

    static final String WORD = "well";

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;

    @Override
    public void init(WebConnection connection) {
        byte[] word = WORD.getBytes(StandardCharsets.UTF_8);
        byte[] frames = new byte[word.length + 4];
        frames[0] = (byte) FINAL_TEXT;
        frames[1] = (byte) word.length;
        System.arraycopy(word, 0, frames, 2, word.length);
        frames[word.length + 2] = (byte) FINAL_CLOSE;
        try (connection) {
            connection.getOutputStream().write(frames);
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        // Nothing is kept.
    }
}
