package studio.backline.models.spring;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.models.outbound.OutboundUse;

/** One request of WebClient; its body is held until it is sent. */
final class ReactiveRequest extends AbstractClientHttpRequest {

    private static final int LARGEST = 64 << 20;

    private final HttpMethod method;
    private final URI uri;
    private byte @Nullable [] content;

    ReactiveRequest(HttpMethod method, URI uri) {
        this.method = method;
        this.uri = uri;
    }

    OutboundRequest translated(OutboundUse use) {
        String type = SpringHeaders.known(SpringHeaders.contentType(getHeaders()));
        return use.request(
                method.name(),
                uri,
                SpringHeaders.of(getHeaders()),
                content == null ? OutboundBody.none() : OutboundBody.of(type, content),
                Duration.ZERO,
                Duration.ZERO);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return doCommit(
                () -> DataBufferUtils.join(Flux.from(body), LARGEST).doOnNext(this::keep).then());
    }

    private void keep(DataBuffer buffer) {
        byte[] all = new byte[buffer.readableByteCount()];
        buffer.read(all);
        DataBufferUtils.release(buffer);
        content = all;
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(Function.identity()));
    }

    @Override
    public Mono<Void> setComplete() {
        return doCommit(Mono::empty);
    }

    @Override
    protected void applyHeaders() {
        // They are read when it is sent.
    }

    @Override
    protected void applyCookies() {
        String cookies =
                getCookies().values().stream()
                        .flatMap(each -> each.stream())
                        .map(each -> each.getName() + "=" + each.getValue())
                        .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            getHeaders().add(HttpHeaders.COOKIE, cookies);
        }
    }

    @Override
    public DataBufferFactory bufferFactory() {
        return DefaultDataBufferFactory.sharedInstance;
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
    @SuppressWarnings("unchecked")
    public <T> T getNativeRequest() {
        return (T) this;
    }
}
