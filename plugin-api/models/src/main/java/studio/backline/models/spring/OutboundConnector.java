package studio.backline.models.spring;

import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.models.outbound.OutboundUse;

/**
 * Requests of Spring's WebClient through the house's way out. The way out waits, so each request
 * and each reading of an answer has a thread for as long as it takes; virtual ones cost nothing.
 * Cancelling cuts the request on the wire. WebClient hands on what the way out refuses, and what
 * fails, as the cause of its own exception.
 */
public final class OutboundConnector implements ClientHttpConnector {

    private final Outbound outbound;
    private final OutboundUse use;
    private final Executor threads;

    /**
     * A connector.
     *
     * @param threads one for each request and each answer; has to enter the workspace that the
     *     request is for, so that gates and ledger know it
     */
    public OutboundConnector(Outbound outbound, OutboundUse use, Executor threads) {
        this.outbound = outbound;
        this.use = use;
        this.threads = threads;
    }

    @Override
    public Mono<ClientHttpResponse> connect(
            HttpMethod method,
            URI uri,
            Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
        ReactiveRequest request = new ReactiveRequest(method, uri);
        return requestCallback
                .apply(request)
                .then(Mono.defer(() -> send(request)))
                .map(answer -> new ReactiveResponse(answer, threads));
    }

    private Mono<OutboundResponse> send(ReactiveRequest request) {
        OutboundRequest translated = request.translated(use);
        return Mono.create(sink -> threads.execute(() -> send(translated, sink)));
    }

    private void send(OutboundRequest request, MonoSink<OutboundResponse> sink) {
        Thread here = Thread.currentThread();
        AtomicBoolean cancelled = new AtomicBoolean();
        sink.onCancel(
                () -> {
                    cancelled.set(true);
                    here.interrupt();
                });
        try {
            OutboundResponse answer = outbound.send(request);
            sink.success(answer);
            if (cancelled.get()) {
                // Nobody has taken it.
                answer.close();
            }
        } catch (Exception e) {
            sink.error(e);
        }
    }
}
