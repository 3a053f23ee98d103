package studio.backline.platform.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.platform.outbound.LoopbackSockets;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.testkit.mail.FakeSmtpServer;
import studio.backline.testkit.mail.FakeSmtpServer.Tls;
import studio.backline.testkit.mail.SelfMadeCertificate;
import studio.backline.testkit.mail.SmtpTurn;

/** Each thing that a mail server can do, and what is then known of the letter. */
class HandLettersOverTest {

    private static final SmtpTimes SHORT =
            new SmtpTimes(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(300));

    @TempDir static Path folder;
    private static SelfMadeCertificate certificate;

    private final SmtpMail mail =
            new SmtpMail(() -> LoopbackSockets.believing(believing(certificate)), SHORT);

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfMadeCertificate.of(folder, "mail.test");
    }

    @AfterEach
    void close() {
        mail.close();
    }

    @Test
    void aLetterArrivesWholeWithBothPartsAndItsOwnId() {
        try (FakeSmtpServer server = FakeSmtpServer.open()) {
            assertThat(send(server, "jo@example.com")).isInstanceOf(MailOutcome.Accepted.class);

            assertThat(server.taken()).hasSize(1);
            assertThat(server.taken().getFirst().from()).isEqualTo("house@example.org");
            assertThat(server.taken().getFirst().to()).isEqualTo("jo@example.com");
            assertThat(server.taken().getFirst().messageId()).isEqualTo("<letter.1@example.org>");
            assertThat(server.taken().getFirst().content())
                    .contains("Auto-Submitted: auto-generated", "multipart/alternative")
                    .contains("text/plain", "text/html", "Hello.", "<p>Hello.</p>")
                    .doesNotContain(
                            "User-Agent", "X-Mailer", System.getProperty("user.name") + "@");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSE_SENDER, SENDER, false",
        "RECIPIENT_GONE, RECIPIENT, true",
        "RECIPIENT_REFUSED, RECIPIENT, false",
        "REFUSE_CONTENT, CONTENT, false"
    })
    void aNoIsFinalAndSaysOfWhat(SmtpTurn turn, MailFault fault, boolean gone) {
        try (FakeSmtpServer server = FakeSmtpServer.open().next(turn)) {
            assertThat(send(server, "jo@example.com"))
                    .isInstanceOfSatisfying(
                            MailOutcome.Refused.class,
                            refused -> {
                                assertThat(refused.fault()).isEqualTo(fault);
                                assertThat(refused.addressGone()).isEqualTo(gone);
                            });
            assertThat(send(server, "jo@example.com")).isInstanceOf(MailOutcome.Accepted.class);
            assertThat(server.connections()).as("a no does not end the connection").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"RECIPIENT_LATER", "CONTENT_LATER"})
    void aNotNowIsForLater(SmtpTurn turn) {
        try (FakeSmtpServer server = FakeSmtpServer.open().next(turn)) {
            assertThat(send(server, "jo@example.com")).isInstanceOf(MailOutcome.Later.class);
            assertThat(server.taken()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"CUT_AFTER_END", "LOSE_AFTER_END", "SILENT_AFTER_END"})
    void nobodyKnowsOfALetterWhoseEndWasSentAndNeverAnswered(SmtpTurn turn) {
        try (FakeSmtpServer server = FakeSmtpServer.open().next(turn)) {
            assertThat(send(server, "jo@example.com")).isInstanceOf(MailOutcome.Unknown.class);
            assertThat(server.taken()).hasSize(turn == SmtpTurn.LOSE_AFTER_END ? 0 : 1);
        }
    }

    @Test
    void aLetterThatWasCutBeforeItsEndWasNotTaken() {
        try (FakeSmtpServer server = FakeSmtpServer.open().next(SmtpTurn.CUT_IN_CONTENT)) {
            String many = "This does not fit into what a network holds.\n".repeat(400_000);
            SmtpServer there = at("mail.test", server, TlsMode.NONE, "", "");
            assertThat(send(there, "jo@example.com", many))
                    .isInstanceOf(MailOutcome.Unavailable.class);
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void aServerThatCloses421IsAskedLater() {
        try (FakeSmtpServer server = FakeSmtpServer.open().next(SmtpTurn.CLOSE_SERVICE)) {
            unavailable(MailFault.BUSY, send(server, "jo@example.com"));
        }
    }

    @Test
    void aServerThatDripsIsCutAtTheLettersTime() {
        try (FakeSmtpServer server = FakeSmtpServer.open().otherwise(letter -> SmtpTurn.SLOW)) {
            long begun = System.nanoTime();
            MailOutcome outcome = send(server, "jo@example.com");

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofMillis(3_500));
            assertThat(outcome)
                    .as("four answers of half a second each end at about the letter's two")
                    .isInstanceOfAny(
                            MailOutcome.Accepted.class,
                            MailOutcome.Unknown.class,
                            MailOutcome.Unavailable.class);
        }
    }

    @Test
    void theConnectionIsKeptForTheNextLetterAndNotForLong() throws Exception {
        try (FakeSmtpServer server = FakeSmtpServer.open()) {
            send(server, "jo@example.com");
            send(server, "li@example.com");
            assertThat(server.connections()).isEqualTo(1);

            await(() -> server.openConnections() == 0);
        }
    }

    @Test
    void aConnectionThatEndedMeanwhileCostsNoLetter() {
        try (FakeSmtpServer server =
                FakeSmtpServer.open().next(SmtpTurn.TAKE, SmtpTurn.CLOSE_SERVICE, SmtpTurn.TAKE)) {
            send(server, "jo@example.com");
            assertThat(send(server, "li@example.com")).isInstanceOf(MailOutcome.Accepted.class);
            assertThat(server.taken()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** Its machine has gone without a word, or a firewall has forgotten it. */
    @Test
    void aConnectionThatIsOnlyHalfThereCostsNoLetter() {
        try (FakeSmtpServer server =
                FakeSmtpServer.open().next(SmtpTurn.TAKE, SmtpTurn.SILENT, SmtpTurn.TAKE)) {
            send(server, "jo@example.com");
            long begun = System.nanoTime();
            assertThat(send(server, "li@example.com")).isInstanceOf(MailOutcome.Accepted.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(4));
            assertThat(server.taken()).hasSize(2);

            server.next(SmtpTurn.SILENT, SmtpTurn.SILENT);
            unavailable(MailFault.NO_ANSWER, send(server, "mo@example.com"));
            assertThat(server.taken()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"IMPLICIT, IMPLICIT", "STARTTLS, STARTTLS"})
    void aServerIsSignedInToOverTls(Tls offered, TlsMode mode) throws Exception {
        try (FakeSmtpServer server =
                FakeSmtpServer.open(offered, certificate.showing()).signIn("house", "secret")) {
            SmtpServer right = at("mail.test", server, mode, "house", "secret");
            assertThat(send(right, "jo@example.com")).isInstanceOf(MailOutcome.Accepted.class);

            SmtpServer wrong = at("mail.test", server, mode, "house", "guess");
            unavailable(MailFault.SIGN_IN, send(wrong, "jo@example.com"));
            SmtpServer nobody = at("mail.test", server, mode, "", "");
            unavailable(MailFault.SIGN_IN, send(nobody, "jo@example.com"));
        }
    }

    @ParameterizedTest
    @CsvSource({"IMPLICIT, IMPLICIT", "STARTTLS, STARTTLS"})
    void aCertificateIsBelievedForItsOwnNameAlone(Tls offered, TlsMode mode) throws Exception {
        SelfMadeCertificate stranger = SelfMadeCertificate.of(folder, "stranger.test");
        try (FakeSmtpServer server = FakeSmtpServer.open(offered, certificate.showing());
                FakeSmtpServer other = FakeSmtpServer.open(offered, stranger.showing())) {
            unavailable(
                    MailFault.CERTIFICATE_NAME,
                    send(at("post.test", server, mode, "", ""), "jo@example.com"));
            unavailable(
                    MailFault.CERTIFICATE,
                    send(at("stranger.test", other, mode, "", ""), "jo@example.com"));
        }
    }

    @Test
    void withoutTlsNothingLeavesThisMachine() {
        try (FakeSmtpServer server = FakeSmtpServer.open()) {
            unavailable(
                    MailFault.NO_TLS,
                    send(at("mail.test", server, TlsMode.STARTTLS, "", ""), "jo@example.com"));
            unavailable(
                    MailFault.NO_TLS,
                    send(at("far.test", server, TlsMode.NONE, "", ""), "jo@example.com"));
            unavailable(
                    MailFault.NOT_ALLOWED,
                    send(at("cloud.test", server, TlsMode.IMPLICIT, "", ""), "jo@example.com"));
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
            SmtpServer silent =
                    new SmtpServer(new ServerName("mail.test", port), TlsMode.NONE, "", "");
            unavailable(MailFault.NO_ANSWER, send(silent, "jo@example.com"));
        }
        SmtpServer closed = new SmtpServer(new ServerName("mail.test", port), TlsMode.NONE, "", "");
        unavailable(MailFault.PORT_CLOSED, send(closed, "jo@example.com"));
        SmtpServer unknown =
                new SmtpServer(new ServerName("nowhere.invalid", port), TlsMode.NONE, "", "");
        unavailable(MailFault.NAME_UNKNOWN, send(unknown, "jo@example.com"));
        SmtpServer noName = new SmtpServer(new ServerName("no name", port), TlsMode.NONE, "", "");
        unavailable(MailFault.NOT_ALLOWED, send(noName, "jo@example.com"));
    }

    @Test
    void anAddressBeyondAsciiIsSentToWhoeverTakesIt() {
        try (FakeSmtpServer server = FakeSmtpServer.open()) {
            assertThat(send(server, "jörg@example.com")).isInstanceOf(MailOutcome.Refused.class);
            server.offering("SMTPUTF8", "8BITMIME");
            assertThat(send(server, "jörg@example.com")).isInstanceOf(MailOutcome.Accepted.class);
            assertThat(server.taken().getFirst().to()).isEqualTo("jörg@example.com");
        }
    }

    @Test
    void aServerThatReportsIsToldHowToNameTheLetter() {
        String name = "letter.01a20716-388c-71e4-b203-548ca31f900d";
        OutgoingMail letter =
                new OutgoingMail(
                        "<" + name + "@example.org>",
                        "house@example.org",
                        "",
                        "jo@example.com",
                        "Hello",
                        "Hello.",
                        "<p>Hello.</p>");
        try (FakeSmtpServer server = FakeSmtpServer.open()) {
            SmtpServer there = at("mail.test", server, TlsMode.NONE, "", "");
            mail.to(there).send(letter);
            assertThat(server.lastSender()).doesNotContain("ENVID", "RET");
        }
        try (FakeSmtpServer server = FakeSmtpServer.open().offering("DSN")) {
            SmtpServer there = at("mail.test", server, TlsMode.NONE, "", "");
            mail.to(there).send(letter);
            assertThat(server.lastSender()).endsWith(" RET=HDRS ENVID=" + name);
        }
    }

    private static void unavailable(MailFault fault, MailOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MailOutcome.Unavailable.class,
                        none -> assertThat(none.fault()).isEqualTo(fault));
    }

    private MailOutcome send(FakeSmtpServer server, String to) {
        return send(at("mail.test", server, TlsMode.NONE, "", ""), to);
    }

    private MailOutcome send(SmtpServer server, String to) {
        return send(server, to, "Hello.\n");
    }

    private MailOutcome send(SmtpServer server, String to, String text) {
        return mail.to(server)
                .send(
                        new OutgoingMail(
                                "<letter.1@example.org>",
                                "house@example.org",
                                "The house",
                                to,
                                "Hello",
                                text,
                                "<p>Hello.</p>"));
    }

    private static SmtpServer at(
            String name, FakeSmtpServer server, TlsMode mode, String user, String password) {
        return new SmtpServer(new ServerName(name, server.port()), mode, user, password);
    }

    private static SSLContext believing(SelfMadeCertificate certificate) {
        try {
            return certificate.believing();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier what) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!what.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }
}
