package studio.backline.models.openai;

import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.models.outbound.LaterAnswer;
import studio.backline.models.outbound.OutboundUse;
import studio.backline.models.outbound.PushedBody;

/**
 * Sends the requests of OpenAI's SDK through the house's way out: to declared hosts only, counted,
 * and tried again by the way out alone. Closing an answer cancels it on the wire. Any thread.
 */
public final class OpenAiHttpClient implements HttpClient {

    private final Outbound outbound;
    private final OutboundUse use;
    private final Executor threads;

    /**
     * A client.
     *
     * @param threads runs what the SDK sends without waiting; has to enter the workspace that the
     *     request is for, so that gates and ledger know it
     */
    public OpenAiHttpClient(Outbound outbound, OutboundUse use, Executor threads) {
        this.outbound = outbound;
        this.use = use;
        this.threads = threads;
    }

    /** Options of the SDK with this client, and without a second layer of tries. */
    public ClientOptions.Builder options() {
        return ClientOptions.builder().httpClient(this).maxRetries(0);
    }

    /**
     * Sends it and waits for the answer's head.
     *
     * @throws OutboundRefusedException when the house does not let it out; nothing was sent
     * @throws OpenAIIoException when the other side cannot be reached or does not answer
     */
    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        try {
            return new Answer(outbound.send(translated(request, options.getTimeout())));
        } catch (IOException e) {
            throw new OpenAIIoException(e.getMessage(), e);
        }
    }

    /** The same, on one of the threads; cancelling interrupts it. */
    @Override
    public CompletableFuture<HttpResponse> executeAsync(
            HttpRequest request, RequestOptions options) {
        return LaterAnswer.of(threads, () -> execute(request, options), HttpResponse::close);
    }

    /** The way out is the house's, and stays open. */
    @Override
    public void close() {
        // Nothing of it is ours.
    }

    private OutboundRequest translated(HttpRequest request, @Nullable Timeout timeout)
            throws IOException {
        return use.request(
                request.method().name(),
                URI.create(request.url()),
                OutboundUse.headers(request.headers().names(), request.headers()::values),
                body(request.body()),
                timeout == null ? Duration.ZERO : timeout.read(),
                timeout == null ? Duration.ZERO : timeout.request());
    }

    private static OutboundBody body(@Nullable HttpRequestBody body) throws IOException {
        if (body == null) {
            return OutboundBody.none();
        }
        String type = body.contentType();
        return PushedBody.of(
                type == null ? "" : type, body.contentLength(), body.repeatable(), body::writeTo);
    }

    private record Answer(OutboundResponse response) implements HttpResponse {

        @Override
        public int statusCode() {
            return response.status();
        }

        @Override
        public Headers headers() {
            Headers.Builder headers = Headers.builder();
            response.headers().forEach(each -> headers.put(each.getKey(), each.getValue()));
            return headers.build();
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
