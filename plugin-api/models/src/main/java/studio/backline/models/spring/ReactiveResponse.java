package studio.backline.models.spring;

import java.util.concurrent.Executor;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import studio.backline.contract.outbound.OutboundResponse;

/** One answer for WebClient; read as it is asked for, and let go of when nobody asks any more. */
record ReactiveResponse(OutboundResponse response, Executor threads) implements ClientHttpResponse {

    private static final int BLOCK = 16_384;

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(response.status());
    }

    @Override
    public HttpHeaders getHeaders() {
        return SpringHeaders.of(response);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return DataBufferUtils.readInputStream(
                        response::body, DefaultDataBufferFactory.sharedInstance, BLOCK)
                .subscribeOn(Schedulers.fromExecutor(threads))
                .doFinally(end -> response.close());
    }

    /** The way out keeps none. */
    @Override
    public MultiValueMap<String, ResponseCookie> getCookies() {
        return new LinkedMultiValueMap<>();
    }
}
