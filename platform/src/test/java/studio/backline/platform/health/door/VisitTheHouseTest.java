package studio.backline.platform.health.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.health.Finding;
import studio.backline.platform.outbound.FakeHost;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.WayOut;
import studio.backline.platform.outbound.probe.ServerProbe;
import studio.backline.platform.outbound.probe.ShownCertificate;
import studio.backline.platform.outbound.probe.ShownCertificate.Verdict;
import studio.backline.platform.outbound.wire.NameService;
import studio.backline.platform.outbound.wire.Traffic;
import studio.backline.platform.outbound.wire.Trust;
import studio.backline.testkit.mail.SelfMadeCertificate;

/** A house that visits itself, through proxies that are set up as they should be and otherwise. */
class VisitTheHouseTest {

    @TempDir private static Path folder;

    private static SelfMadeCertificate certificate;
    private static Path authority;

    private static final byte[] KEY = SecureTokens.bytes(32);

    /** Of the node that sets out; the one that the proxy leads to has its own. */
    private final Visits visits = new Visits(KEY, Clock.systemUTC());

    private Visits ofTheOther = new Visits(KEY, Clock.systemUTC());
    private final Tomcat house = new Tomcat();

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = FakeHost.certificate(folder);
        authority = folder.resolve("authority.pem");
        Files.writeString(authority, pem(certificate.certificate()));
    }

    @AfterEach
    void close() throws Exception {
        house.stop();
        house.destroy();
    }

    @Test
    void all_is_well_behind_a_proxy_that_says_who_comes_and_is_believed() throws Exception {
        assertThat(keysFound(true, FakeProxy::honest))
                .containsExactly("name.here", "certificate.good", "proxy.believed", "push.through");
    }

    @Test
    void one_that_is_not_among_the_trusted_is_named() throws Exception {
        assertThat(found(false, FakeProxy::honest, FakeHost.NAME))
                .contains(Finding.bad("proxy.not-believed", "127.0.0.1"));
    }

    @Test
    void one_that_passes_on_what_visitors_claim_is_found_by_a_lie() throws Exception {
        assertThat(keysFound(true, FakeProxy::credulous))
                .contains("proxy.lied-to", "proxy.host")
                .doesNotContain("proxy.believed");
    }

    @Test
    void one_that_says_nothing_is_told_believed_or_not() throws Exception {
        assertThat(keysFound(true, FakeProxy::silent)).contains("proxy.no-tls");
        assertThat(keyOf(new VisitReport("10.0.0.2", true, "fake.test", true, "")))
                .isEqualTo("proxy.no-visitor");
        assertThat(keyOf(new VisitReport("10.0.0.2", false, "fake.test", false, "")))
                .isEqualTo("proxy.silent");
        assertThat(keyOf(new VisitReport("192.0.2.1", true, "fake.test", false, "")))
                .as("TLS of the server's own")
                .isEqualTo("proxy.none");
    }

    private static String keyOf(VisitReport report) {
        return ForwardedFindings.of(report, Set.of("10.0.0.2")).getFirst().key();
    }

    @Test
    void one_that_lets_no_websocket_through_is_told() throws Exception {
        assertThat(keysFound(true, FakeProxy::withoutUpgrade))
                .contains("proxy.believed", "push.stopped");
    }

    @Test
    void a_name_that_leads_elsewhere_or_nowhere_is_told_and_nothing_more_asked() throws Exception {
        try (FakeHost other = FakeHost.open(certificate)) {
            other.on("/", exchange -> FakeHost.answer(exchange, 404, "nobody here"));
            assertThat(examine(other.at("")))
                    .extracting(Finding::key)
                    .containsExactly("name.elsewhere", "certificate.good");
        }
        assertThat(examine(URI.create("https://nowhere.test")))
                .containsExactly(Finding.bad("name.unknown", "nowhere.test"));
        assertThat(examine(URI.create("https://fake.test:1")))
                .extracting(Finding::key)
                .containsExactly("name.shut", "certificate.not-seen");
    }

    @Test
    void a_certificate_for_another_name_or_of_a_stranger_is_told_apart() throws Exception {
        start(true);
        try (FakeProxy proxy = proxy(FakeProxy::honest)) {
            assertThat(examine(URI.create("https://other.test:" + proxy.port())))
                    .extracting(Finding::key)
                    .containsExactly("name.shut", "certificate.other-name");
            ShownCertificate shown =
                    new ServerProbe(
                                    VisitTheHouseTest::lookUp,
                                    Trust.managerWith(null),
                                    Clock.systemUTC(),
                                    host -> new Uncounted())
                            .certificate(URI.create("https://fake.test:" + proxy.port()));
            assertThat(shown.verdict()).isEqualTo(Verdict.UNKNOWN_AUTHORITY);
        }
    }

    @Test
    void a_certificate_is_told_of_before_it_ends_and_after() throws Exception {
        Path old = Files.createDirectory(folder.resolve("old"));
        X509Certificate shown = FakeHost.certificate(old, "-validity", "90").certificate();
        Instant end = shown.getNotAfter().toInstant();

        assertThat(keyOf(shown, Verdict.TRUSTED, end.minus(Duration.ofDays(15))))
                .isEqualTo("certificate.good");
        assertThat(keyOf(shown, Verdict.TRUSTED, end.minus(Duration.ofDays(13))))
                .isEqualTo("certificate.ends");
        assertThat(keyOf(shown, Verdict.EXPIRED, end.plusSeconds(1)))
                .isEqualTo("certificate.expired");
        try (FakeHost host = FakeHost.open(expired())) {
            assertThat(probe().certificate(host.at("")).verdict()).isEqualTo(Verdict.EXPIRED);
        }
    }

    @Test
    void a_house_with_other_keys_behind_the_address_is_another_house() throws Exception {
        ofTheOther = new Visits(SecureTokens.bytes(32), Clock.systemUTC());

        assertThat(keysFound(true, FakeProxy::honest))
                .containsExactly("name.elsewhere", "certificate.good");
    }

    @Test
    void a_token_is_good_once_at_each_node_and_nobody_else_learns_anything() {
        String token = visits.await();
        String changed = "7" + token.substring(1);

        for (Visits node : List.of(visits, ofTheOther)) {
            assertThat(node.take("guessed")).isFalse();
            assertThat(node.take("guessed".repeat(20))).isFalse();
            assertThat(node.take(token + "x")).isFalse();
            assertThat(node.take(token.substring(1))).isFalse();
            assertThat(node.take(changed)).as("a later end").isFalse();
            assertThat(node.take(token)).isTrue();
            assertThat(node.take(token)).isFalse();
        }
    }

    @Test
    void a_token_is_good_for_a_minute() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(61));
        Clock soon = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(50));

        assertThat(new Visits(KEY, later).take(visits.await())).isFalse();
        assertThat(new Visits(KEY, soon).take(visits.await())).isTrue();
    }

    private static String keyOf(X509Certificate certificate, Verdict verdict, Instant now) {
        return CertificateFindings.of("x", new ShownCertificate(certificate, verdict), now).key();
    }

    private static SelfMadeCertificate expired() throws Exception {
        return FakeHost.certificate(
                Files.createDirectory(folder.resolve("expired")),
                "-startdate",
                "-40d",
                "-validity",
                "30");
    }

    private List<String> keysFound(boolean trusted, UnaryOperator<String> heads) throws Exception {
        return found(trusted, heads, FakeHost.NAME).stream().map(Finding::key).toList();
    }

    private List<Finding> found(boolean trusted, UnaryOperator<String> heads, String name)
            throws Exception {
        start(trusted);
        try (FakeProxy proxy = proxy(heads)) {
            return examine(URI.create("https://%s:%d".formatted(name, proxy.port())));
        }
    }

    private List<Finding> examine(URI address) throws Exception {
        try (WayOut way = new WayOut(VisitTheHouseTest::lookUp, Trust.with(authority))) {
            OutboundCaller caller = OutboundCaller.of("doctor").entered(Set.of(address));
            Visitor visitor = new Visitor(visits, way.on(caller), probe());
            return new DoorExamination(
                            address, probe(), visitor, Set.of("127.0.0.1"), Clock.systemUTC())
                    .examine();
        }
    }

    private static ServerProbe probe() throws Exception {
        NameService names = VisitTheHouseTest::lookUp;
        return new ServerProbe(
                names, Trust.managerWith(authority), Clock.systemUTC(), host -> new Uncounted());
    }

    private FakeProxy proxy(UnaryOperator<String> heads) throws Exception {
        return new FakeProxy(certificate, house.getConnector().getLocalPort(), heads);
    }

    private void start(boolean trusted) throws Exception {
        house.setBaseDir(folder.toString());
        house.setPort(0);
        house.getConnector();
        Context context = house.addContext("", folder.toString());
        FilterDef filter = new FilterDef();
        filter.setFilterName("visits");
        filter.setFilter(new VisitFilter(ofTheOther));
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("visits");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        // A filter is asked only where something could answer.
        Tomcat.addServlet(context, "nothing", new Nothing());
        context.addServletMappingDecoded("/", "nothing");
        if (trusted) {
            RemoteIpValve valve = new RemoteIpValve();
            valve.setProtocolHeader("X-Forwarded-Proto");
            valve.setHostHeader("X-Forwarded-Host");
            valve.setInternalProxies("127\\.0\\.0\\.1");
            house.getEngine().getPipeline().addValve(valve);
        }
        house.start();
    }

    private static InetAddress[] lookUp(String name) throws UnknownHostException {
        if (name.equals("nowhere.test")) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(certificate.getEncoded()));
    }

    private static final class Nothing extends jakarta.servlet.http.HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    private static final class Uncounted implements Traffic {

        @Override
        public void sent(long bytes) {
            assertThat(bytes).isNotNegative();
        }

        @Override
        public void received(long bytes) {
            assertThat(bytes).isNotNegative();
        }
    }
}
