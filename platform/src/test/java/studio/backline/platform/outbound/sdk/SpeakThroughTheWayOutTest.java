package studio.backline.platform.outbound.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIIoException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.models.anthropic.AnthropicHttpClient;
import studio.backline.models.openai.OpenAiHttpClient;
import studio.backline.models.outbound.OutboundUse;
import studio.backline.models.spring.OutboundConnector;
import studio.backline.models.spring.OutboundRequestFactory;
import studio.backline.platform.outbound.FakeHost;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.WayOut;
import studio.backline.testkit.mail.SelfMadeCertificate;

/** SDKs of vendors and Spring's clients speak to a server on loopback through the one way out. */
class SpeakThroughTheWayOutTest {

    private static final Executor THREADS = Thread::startVirtualThread;
    private static final OutboundUse USE = OutboundUse.of("test.speak");
    private static final String COMPLETION =
            """
            {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
            "finish_reason":"stop","logprobs":null,"message":{"role":"assistant",
            "content":"%s","refusal":null}}]}
            """;
    private static final String CHUNK =
            """
            data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":\
            [{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}

            """;
    private static final String MESSAGE =
            """
            {"id":"m1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",
            "stop_sequence":null,"content":[{"type":"text","text":"%s"}],
            "usage":{"input_tokens":1,"output_tokens":1}}
            """;

    @TempDir private static Path folder;

    private static SelfMadeCertificate certificate;

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private FakeHost host;
    private WayOut way;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = FakeHost.certificate(folder);
    }

    @BeforeEach
    void open() throws Exception {
        host = FakeHost.open(certificate);
        way =
                new WayOut(
                        name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        certificate.believing());
    }

    @AfterEach
    void close() throws Exception {
        way.close();
        host.close();
    }

    @Test
    void openais_sdk_asks_and_hears_at_once_or_later() throws Exception {
        host.on("/v1/chat/completions", exchange -> answer(exchange, COMPLETION, "harbour"));

        assertThat(words(openAi(out()))).isEqualTo("harbour");
        assertThat(asked.get()).contains("POST", "Bearer key-1", "\"content\":\"Where\"");
        assertThat(
                        openAi(out())
                                .async()
                                .chat()
                                .completions()
                                .create(question())
                                .get(20, TimeUnit.SECONDS)
                                .choices())
                .hasSize(1);
    }

    @Test
    void openais_sdk_hears_a_stream_as_it_comes_and_closing_it_cuts_it() throws Exception {
        CompletableFuture<Boolean> cut = new CompletableFuture<>();
        host.on("/v1/chat/completions", exchange -> stream(exchange, cut));

        try (StreamResponse<ChatCompletionChunk> stream =
                openAi(out()).chat().completions().createStreaming(question())) {
            assertThat(stream.stream().limit(2).toList()).hasSize(2);
        }
        assertThat(cut.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anthropics_sdk_asks_and_hears() {
        host.on("/v1/messages", exchange -> answer(exchange, MESSAGE, "quay"));
        AnthropicClient client =
                new AnthropicClientImpl(
                        new AnthropicHttpClient(out(), USE, THREADS)
                                .options()
                                .baseUrl(host.at("").toString())
                                .putHeader("x-api-key", "key-2")
                                .build());

        assertThat(
                        client.messages()
                                .create(
                                        MessageCreateParams.builder()
                                                .model("m")
                                                .maxTokens(10)
                                                .addUserMessage("Where")
                                                .build())
                                .content()
                                .getFirst()
                                .asText()
                                .text())
                .isEqualTo("quay");
        assertThat(asked.get()).contains("POST", "key-2");
    }

    @Test
    void an_sdk_tries_nothing_again_and_is_told_in_its_own_way_what_failed() {
        host.on("/v1/chat/completions", exchange -> FakeHost.answer(exchange, 503, "later"));
        assertThatThrownBy(() -> words(openAi(out()))).hasMessageContaining("503");
        assertThat(host.requests()).as("one layer of tries, and a POST is not repeated").isOne();

        OpenAIClient nowhere =
                openAi(
                        way.on(
                                OutboundCaller.of("ai")
                                        .entered(Set.of(URI.create("https://fake.test:1")))),
                        "https://fake.test:1");
        assertThatThrownBy(() -> words(nowhere)).isInstanceOf(OpenAIIoException.class);
    }

    @Test
    void what_the_way_out_refuses_reaches_nobody_whoever_asks() {
        host.on("/", exchange -> answer(exchange, MESSAGE, "never"));
        Outbound stranger = way.on(OutboundCaller.of("ai", "api.example.com"));

        assertThatThrownBy(() -> words(openAi(stranger)))
                .isInstanceOfSatisfying(
                        OutboundRefusedException.class,
                        e -> assertThat(e.rule()).isEqualTo(Rule.HOST_NOT_DECLARED));
        assertThatThrownBy(() -> rest(stranger).get().uri("/").retrieve().body(String.class))
                .isInstanceOf(OutboundRefusedException.class);
        assertThatThrownBy(() -> text(web(stranger)))
                .hasCauseInstanceOf(OutboundRefusedException.class);
        assertThat(host.requests()).isZero();
    }

    @Test
    void springs_rest_client_sends_and_hears_and_streams_what_is_large() {
        host.on("/echo", exchange -> answer(exchange, "%s", ""));
        assertThat(
                        rest(out())
                                .post()
                                .uri("/echo?a={a}", " b")
                                .contentType(
                                        new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                                .body("ahoy ł")
                                .retrieve()
                                .toEntity(String.class)
                                .getStatusCode()
                                .value())
                .isEqualTo(200);
        assertThat(asked.get())
                .contains("POST /echo?a=%20b", "ahoy ł", "text/plain; charset=UTF-8");

        AtomicReference<Long> bytes = new AtomicReference<>(0L);
        host.on("/take", exchange -> take(exchange, bytes));
        InputStream large = new ByteArrayInputStream(new byte[9 << 20]);
        rest(out())
                .put()
                .uri("/take")
                .body(new InputStreamResource(large))
                .retrieve()
                .toBodilessEntity();
        assertThat(bytes.get()).isEqualTo(9L << 20);
    }

    @Test
    void springs_rest_client_is_told_of_a_failure_as_of_any() {
        Outbound closed =
                way.on(OutboundCaller.of("ai").entered(Set.of(URI.create("https://fake.test:1"))));

        assertThatThrownBy(
                        () ->
                                RestClient.builder()
                                        .requestFactory(new OutboundRequestFactory(closed, USE))
                                        .build()
                                        .get()
                                        .uri("https://fake.test:1/")
                                        .retrieve()
                                        .body(String.class))
                .isInstanceOf(ResourceAccessException.class);
    }

    @Test
    void springs_web_client_sends_hears_and_lets_go() throws Exception {
        host.on("/text", exchange -> answer(exchange, "%s", "spray"));
        assertThat(text(web(out()))).isEqualTo("spray");
        assertThat(asked.get()).contains("POST", "wave", "X-trace: 7");
        assertThat(asked.get()).containsPattern("Accept-encoding: gzip, x-gzip, deflate\n");

        CompletableFuture<Boolean> cut = new CompletableFuture<>();
        host.on("/stream", exchange -> stream(exchange, cut));
        List<String> first =
                web(out())
                        .get()
                        .uri("/stream")
                        .retrieve()
                        .bodyToFlux(String.class)
                        .take(1)
                        .collectList()
                        .block(Duration.ofSeconds(20));
        assertThat(first).hasSize(1);
        assertThat(cut.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_is_cancelled_before_it_is_answered_is_cut_on_the_wire() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        CompletableFuture<Boolean> cut = new CompletableFuture<>();
        host.on(
                "/v1/chat/completions",
                exchange -> {
                    there.countDown();
                    stall(exchange, cut);
                });
        CompletableFuture<?> answer = openAi(out()).async().chat().completions().create(question());
        assertThat(there.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(answer.isDone()).isFalse();
        answer.cancel(true);
        assertThat(answer).isCancelled();
        cut.complete(true);
    }

    private Outbound out() {
        return way.on(OutboundCaller.of("ai").entered(Set.of(host.at(""))));
    }

    private OpenAIClient openAi(Outbound out) {
        return openAi(out, host.at("").toString());
    }

    private static OpenAIClient openAi(Outbound out, String origin) {
        return new OpenAIClientImpl(
                new OpenAiHttpClient(out, USE, THREADS)
                        .options()
                        .baseUrl(origin + "/v1")
                        .apiKey("key-1")
                        .build());
    }

    private static String words(OpenAIClient client) {
        return client.chat()
                .completions()
                .create(question())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElse("");
    }

    private static ChatCompletionCreateParams question() {
        return ChatCompletionCreateParams.builder().model("m").addUserMessage("Where").build();
    }

    private RestClient rest(Outbound out) {
        return RestClient.builder()
                .requestFactory(new OutboundRequestFactory(out, USE))
                .baseUrl(host.at("").toString())
                .build();
    }

    private WebClient web(Outbound out) {
        return WebClient.builder()
                .clientConnector(new OutboundConnector(out, USE, THREADS))
                .baseUrl(host.at("").toString())
                .build();
    }

    private static String text(WebClient client) {
        return String.valueOf(
                client.post()
                        .uri("/text")
                        .header("X-Trace", "7")
                        .bodyValue("wave")
                        .retrieve()
                        .bodyToMono(String.class)
                        .block(Duration.ofSeconds(20)));
    }

    private void answer(HttpExchange exchange, String shape, String word) throws IOException {
        asked.set(
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + exchange.getRequestHeaders().entrySet().stream()
                                .map(
                                        each ->
                                                "\n"
                                                        + each.getKey()
                                                        + ": "
                                                        + each.getValue().getFirst())
                                .reduce("", String::concat)
                        + "\n"
                        + new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean json = shape.startsWith("{");
        exchange.getResponseHeaders().set("Content-Type", json ? "application/json" : "text/plain");
        FakeHost.answer(exchange, 200, shape.formatted(word));
    }

    private static void take(HttpExchange exchange, AtomicReference<Long> bytes)
            throws IOException {
        bytes.set(exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream()));
        FakeHost.answer(exchange, 200, "");
    }

    /** Goes on until nobody listens. */
    private static void stream(HttpExchange exchange, CompletableFuture<Boolean> cut)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try {
            for (int i = 0; i < 2_000; i++) {
                exchange.getResponseBody()
                        .write(CHUNK.formatted("w" + i).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                TimeUnit.MILLISECONDS.sleep(5);
            }
            cut.complete(false);
        } catch (IOException e) {
            cut.complete(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stall(HttpExchange exchange, CompletableFuture<Boolean> end)
            throws IOException {
        end.join();
        FakeHost.answer(exchange, 200, "");
    }
}
