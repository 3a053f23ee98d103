package studio.backline.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundFailedException.Kind;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.core.Core;
import studio.backline.platform.outbound.EgressDesk.Order;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.outbound.EgressReport.Sums;
import studio.backline.platform.outbound.ledger.EgressLedger;
import studio.backline.platform.outbound.wire.Wire;
import studio.backline.testkit.mail.SelfMadeCertificate;

/** A request on its way out: what is let through, what is refused, and what goes wrong outside. */
class GoOutTest {

    @TempDir private static Path folder;

    private static SelfMadeCertificate certificate;

    private final EgressLedger ledger = Core.shared().bean(EgressLedger.class);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<EgressGate> gates = new ArrayList<>();
    private FakeHost host;
    private Wire wire;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = FakeHost.certificate(folder);
    }

    @BeforeEach
    void open() throws Exception {
        host = FakeHost.open(certificate);
        wire = new Wire(GoOutTest::lookUp, certificate.believing());
        host.on("/ok", exchange -> FakeHost.answer(exchange, 200, "well"));
    }

    @AfterEach
    void close() throws Exception {
        wire.close();
        host.close();
    }

    @Test
    void it_arrives_with_its_headers_and_body_and_brings_the_answer_back() throws Exception {
        host.on(
                "/echo",
                exchange ->
                        FakeHost.answer(
                                exchange,
                                201,
                                exchange.getRequestMethod()
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("X-Trace")
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("Content-Type")
                                        + " "
                                        + FakeHost.text(exchange)));

        OutboundRequest request =
                OutboundRequest.of("test.echo", "POST", host.at("/echo?a=%20b"))
                        .header("X-Trace", "7")
                        .body(OutboundBody.of("application/json", "{\"ł\":1}"));
        try (OutboundResponse answer = entered().send(request)) {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("POST 7 application/json {\"ł\":1}");
        }
    }

    @Test
    void a_host_that_nobody_declared_is_refused_and_counted() {
        OutboundRefusedException refusal =
                refusalOf(OutboundCaller.of("crm", "api.example.com"), host.at("/ok"));

        assertThat(refusal.rule()).isEqualTo(Rule.HOST_NOT_DECLARED);
        assertThat(refusal).hasMessageContaining("It may reach: api.example.com");
        assertThat(host.requests()).isZero();
    }

    @Test
    void a_declared_name_that_leads_inside_is_refused() {
        OutboundRefusedException refusal =
                refusalOf(
                        OutboundCaller.of("crm", FakeHost.NAME), URI.create("https://fake.test/"));

        assertThat(refusal.rule()).isEqualTo(Rule.PRIVATE_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/",
                "https://[fd20:ce::254]/",
                "https://[fd00:42::42]/",
                "https://168.63.129.16/",
                "https://[::ffff:169.254.169.254]/"
            })
    void credentials_of_a_cloud_are_refused_even_where_entered(String address) {
        URI uri = URI.create(address);
        OutboundRefusedException refusal =
                refusalOf(OutboundCaller.of("crm").entered(Set.of(uri)), uri);

        assertThat(refusal.rule()).isEqualTo(Rule.PRIVATE_ADDRESS);
    }

    @Test
    void without_tls_only_where_the_operator_said_so() throws Exception {
        assertThat(
                        refusalOf(
                                        OutboundCaller.of("crm", "api.example.com"),
                                        URI.create("http://api.example.com/"))
                                .rule())
                .isEqualTo(Rule.NOT_ENCRYPTED);

        try (FakeHost plain = FakeHost.openPlain()) {
            plain.on("/ok", exchange -> FakeHost.answer(exchange, 200, "well"));
            OutboundCaller caller = OutboundCaller.of("ai-local").entered(Set.of(plain.at("/")));
            assertThat(get(on(caller), plain.at("/ok"))).isEqualTo("200 well");
        }
    }

    @Test
    void a_shut_gate_says_why() {
        gates.add(attempt -> Optional.of("Sending is paused after a restore."));

        assertThatThrownBy(() -> get(entered(), host.at("/ok")))
                .isInstanceOf(OutboundRefusedException.class)
                .hasMessage("Sending is paused after a restore.");
        assertThat(host.requests()).isZero();
    }

    @Test
    void a_redirect_is_followed_on_the_same_host_only() throws Exception {
        host.on("/moved", exchange -> FakeHost.redirect(exchange, "/ok"));
        host.on("/away", exchange -> FakeHost.redirect(exchange, "https://evil.example/"));
        host.on("/inside", exchange -> FakeHost.redirect(exchange, "http://127.0.0.1:1/"));
        host.on("/chain", exchange -> FakeHost.redirect(exchange, "/away"));
        host.on("/round", exchange -> FakeHost.redirect(exchange, "/round"));

        assertThat(get(entered(), host.at("/moved"))).isEqualTo("200 well");
        for (String path : List.of("/away", "/inside", "/chain", "/round")) {
            assertThatThrownBy(() -> get(entered(), host.at(path)))
                    .isInstanceOfSatisfying(
                            OutboundRefusedException.class,
                            e -> assertThat(e.rule()).isEqualTo(Rule.REDIRECT_TO_OTHER_HOST));
        }
    }

    @Test
    void an_answer_beyond_its_size_is_cut_off_compressed_or_not() {
        byte[] bomb = gzip(50 << 20);
        host.on(
                "/bomb",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, bomb.length);
                    exchange.getResponseBody().write(bomb);
                });

        OutboundFailedException failure =
                catchThrowableOfType(
                        OutboundFailedException.class, () -> get(entered(), host.at("/bomb")));
        assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(bomb.length).isLessThan(100_000);
    }

    @Test
    void who_keeps_silent_or_trickles_is_cut_off_in_time() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        host.on("/silent", exchange -> await(end));
        host.on("/trickle", exchange -> FakeHost.trickle(exchange, end));

        for (String path : List.of("/silent", "/trickle")) {
            OutboundRequest request =
                    OutboundRequest.of("test.slow", "GET", host.at(path))
                            .limits(
                                    new OutboundRequest.Limits(
                                            Duration.ofMillis(700), Duration.ofSeconds(1), 1_000));
            OutboundFailedException failure =
                    catchThrowableOfType(
                            OutboundFailedException.class,
                            () -> {
                                try (OutboundResponse answer = entered().send(request)) {
                                    answer.bytes();
                                }
                            });
            assertThat(failure.kind()).as(path).isEqualTo(Kind.TOO_SLOW);
        }
        end.countDown();
    }

    @Test
    void it_tries_again_where_twice_is_as_good_as_once() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        host.on(
                "/busy",
                exchange -> {
                    if (calls.incrementAndGet() < 3) {
                        exchange.getResponseHeaders().set("Retry-After", "2");
                        FakeHost.answer(exchange, 503, "later");
                        return;
                    }
                    FakeHost.answer(exchange, 200, "now");
                });

        assertThat(get(entered(), host.at("/busy"))).isEqualTo("200 now");
        assertThat(pauses)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).isEqualTo(Duration.ofSeconds(2)));
    }

    @Test
    void it_does_not_try_again_what_may_have_been_done() throws Exception {
        host.on("/post", exchange -> FakeHost.answer(exchange, 503, "later"));
        OutboundRequest once =
                OutboundRequest.of("test.post", "POST", host.at("/post"))
                        .body(OutboundBody.of("text/plain", "pay"));

        try (OutboundResponse answer = entered().send(once)) {
            assertThat(answer.status()).isEqualTo(503);
        }
        assertThat(host.requests()).isEqualTo(1);
    }

    @Test
    void a_wait_that_is_longer_than_the_request_may_take_is_not_begun() throws Exception {
        host.on(
                "/tomorrow",
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "86400");
                    FakeHost.answer(exchange, 429, "tomorrow");
                });

        assertThat(get(entered(), host.at("/tomorrow"))).isEqualTo("429 tomorrow");
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_certificate_for_another_name_or_of_a_stranger_is_not_believed() throws Exception {
        OutboundCaller byAddress =
                OutboundCaller.of("crm")
                        .entered(Set.of(URI.create("https://127.0.0.1:" + host.at("/").getPort())));
        URI otherName = URI.create("https://127.0.0.1:" + host.at("/").getPort() + "/ok");
        assertThat(failureOf(on(byAddress), otherName).kind()).isEqualTo(Kind.NOT_TRUSTED);

        try (Wire strict = new Wire(GoOutTest::lookUp, javax.net.ssl.SSLContext.getDefault())) {
            assertThat(failureOf(on(callerOfHost(), strict), host.at("/ok")).kind())
                    .isEqualTo(Kind.NOT_TRUSTED);
        }
        assertThat(host.requests()).isZero();
    }

    @Test
    void a_name_without_address_and_a_closed_port_are_told_apart() throws Exception {
        URI nowhere = URI.create("https://nowhere.test:9/");
        assertThat(failureOf(on(OutboundCaller.of("crm").entered(Set.of(nowhere))), nowhere).kind())
                .isEqualTo(Kind.UNKNOWN_NAME);

        URI closed = URI.create("https://fake.test:1/");
        OutboundFailedException failure =
                failureOf(on(OutboundCaller.of("crm").entered(Set.of(closed))), closed);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(failure.maybeDone()).isFalse();
        assertThat(pauses).as("nothing was sent, so it was tried again").hasSize(3);
    }

    @Test
    void the_ledger_says_who_sent_how_much_where_and_why() throws Exception {
        host.on("/take", exchange -> FakeHost.answer(exchange, 200, FakeHost.text(exchange)));
        String caller = "ledger-" + System.nanoTime();
        OutboundCaller known = OutboundCaller.of(caller).entered(Set.of(host.at("/")));
        OutboundRequest request =
                OutboundRequest.of("test.take", "POST", host.at("/take"))
                        .body(OutboundBody.of("text/plain", "12345"));
        for (int i = 0; i < 3; i++) {
            try (OutboundResponse answer = on(known).send(request)) {
                answer.bytes();
            }
        }
        refusalOf(known, URI.create("https://elsewhere.example/"));
        ledger.enter();

        EgressDesk desk = Core.shared().bean(EgressDesk.class);
        assertThat(desk.report(1, Order.NEWEST, EgressDesk.MOST).lines())
                .filteredOn(line -> line.caller().equals(caller))
                .extracting(Line::host, Line::purpose, Line::refusedBy, Line::sums)
                .containsExactlyInAnyOrder(
                        tuple(
                                "fake.test",
                                "test.take",
                                Optional.empty(),
                                new Sums(3, 0, 0, 15, 15)),
                        tuple(
                                "elsewhere.example",
                                "test.get",
                                Optional.of(Rule.HOST_NOT_DECLARED),
                                new Sums(0, 0, 1, 0, 0)));
    }

    private OutboundCaller callerOfHost() {
        return OutboundCaller.of("crm").entered(Set.of(host.at("/")));
    }

    private Outbound entered() {
        return on(callerOfHost());
    }

    private Outbound on(OutboundCaller caller) {
        return on(caller, wire);
    }

    private Outbound on(OutboundCaller caller, Wire way) {
        Retries retries = new Retries(Clock.systemUTC(), new Random(7));
        CurrentCaller nobody = Optional::empty;
        return new GuardedOutbound(
                caller, () -> gates, new Travel(way, retries, ledger, nobody, pauses::add));
    }

    private OutboundRefusedException refusalOf(OutboundCaller caller, URI uri) {
        return catchThrowableOfType(OutboundRefusedException.class, () -> get(on(caller), uri));
    }

    private static OutboundFailedException failureOf(Outbound out, URI uri) {
        return catchThrowableOfType(OutboundFailedException.class, () -> get(out, uri));
    }

    private static String get(Outbound out, URI uri) throws IOException {
        try (OutboundResponse answer = out.send(OutboundRequest.of("test.get", "GET", uri))) {
            return answer.status() + " " + new String(answer.bytes(), StandardCharsets.UTF_8);
        }
    }

    private static InetAddress[] lookUp(String name) throws UnknownHostException {
        if (name.equals(FakeHost.NAME)) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }
        if (name.contains(":") || name.matches("[0-9.]+")) {
            return new InetAddress[] {InetAddress.ofLiteral(name)};
        }
        throw new UnknownHostException(name);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzip(int zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[zeros]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
