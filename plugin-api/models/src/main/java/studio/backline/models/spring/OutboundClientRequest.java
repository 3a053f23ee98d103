package studio.backline.models.spring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.models.outbound.OutboundUse;
import studio.backline.models.outbound.PushedBody;

/** One request of RestClient; a body that Spring can stream is not held in memory. */
final class OutboundClientRequest implements ClientHttpRequest, StreamingHttpOutputMessage {

    private final Outbound outbound;
    private final OutboundUse use;
    private final URI uri;
    private final HttpMethod method;
    private final HttpHeaders headers = new HttpHeaders();
    private final Map<String, Object> attributes = new HashMap<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private StreamingHttpOutputMessage.@Nullable Body streamed;

    OutboundClientRequest(Outbound outbound, OutboundUse use, URI uri, HttpMethod method) {
        this.outbound = outbound;
        this.use = use;
        this.uri = uri;
        this.method = method;
    }

    @Override
    public ClientHttpResponse execute() throws IOException {
        return new OutboundClientResponse(
                outbound.send(
                        use.request(
                                method.name(),
                                uri,
                                SpringHeaders.of(headers),
                                content(),
                                Duration.ZERO,
                                Duration.ZERO)));
    }

    private OutboundBody content() throws IOException {
        String type = SpringHeaders.contentType(headers);
        if (streamed != null) {
            return PushedBody.of(
                    type, headers.getContentLength(), streamed.repeatable(), streamed::writeTo);
        }
        return held.size() == 0
                ? OutboundBody.none()
                : OutboundBody.of(SpringHeaders.known(type), held.toByteArray());
    }

    @Override
    public void setBody(StreamingHttpOutputMessage.Body body) {
        streamed = body;
    }

    @Override
    public OutputStream getBody() {
        return held;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }
}
