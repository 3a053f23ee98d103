package studio.backline.contract.outbound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a request carries.
 *
 * @param contentType media type (RFC 9110, section 8.3); empty for no body
 * @param bytes length in bytes, −1 where it is not known beforehand
 * @param source opens the content, anew for each try
 */
public record OutboundBody(String contentType, long bytes, Source source) {

    /** No body. */
    public static OutboundBody none() {
        return new OutboundBody("", 0, InputStream::nullInputStream);
    }

    /** A body that is at hand. */
    public static OutboundBody of(String contentType, byte[] content) {
        byte[] copy = content.clone();
        return new OutboundBody(contentType, copy.length, () -> new ByteArrayInputStream(copy));
    }

    /** Text in UTF-8. */
    public static OutboundBody of(String contentType, String content) {
        return of(contentType, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether there is one. */
    public boolean present() {
        return !contentType.isEmpty();
    }

    /** Opens the content of a body. */
    @FunctionalInterface
    public interface Source {

        /** Opened from the beginning; the client closes it. */
        InputStream open() throws IOException;
    }
}
