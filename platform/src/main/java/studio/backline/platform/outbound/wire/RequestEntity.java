package studio.backline.platform.outbound.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import studio.backline.contract.outbound.OutboundBody;

/** A request's body, opened when it is sent and counted as it goes. */
final class RequestEntity extends AbstractHttpEntity {

    private static final int BLOCK = 16_384;

    private final OutboundBody body;
    private final Traffic traffic;

    RequestEntity(OutboundBody body, Traffic traffic) {
        super(ContentType.parse(body.contentType()), null, body.bytes() < 0);
        this.body = body;
        this.traffic = traffic;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = body.source().open()) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
                traffic.sent(n);
            }
        }
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public long getContentLength() {
        return body.bytes();
    }

    @Override
    public InputStream getContent() throws IOException {
        return body.source().open();
    }

    @Override
    public boolean isStreaming() {
        return body.bytes() < 0;
    }

    @Override
    public void close() {
        // Each writing opens and closes a stream of its own.
    }
}
