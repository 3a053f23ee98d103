package studio.backline.contract.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer whose head has arrived. Closing it before its end cancels it on the wire. */
public interface OutboundResponse extends AutoCloseable {

    /** The status code (RFC 9110, section 15). */
    int status();

    /** All header fields, in order. */
    List<Map.Entry<String, String>> headers();

    /** The first field of that name, whatever its case. */
    Optional<String> header(String name);

    /**
     * The content, decompressed, as it arrives. Reading throws {@link OutboundFailedException} when
     * the connection breaks or a limit of the request is passed.
     */
    InputStream body();

    /** Lets go of the connection. */
    @Override
    void close();

    /**
     * The whole content.
     *
     * @throws OutboundFailedException when the connection breaks or a limit is passed
     */
    default byte[] bytes() throws IOException {
        return body().readAllBytes();
    }
}
