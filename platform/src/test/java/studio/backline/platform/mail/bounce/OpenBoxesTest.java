package studio.backline.platform.mail.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.mail.MailFault;
import studio.backline.platform.outbound.LoopbackSockets;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.testkit.mail.FakeSmtpServer;
import studio.backline.testkit.mail.FakeSmtpServer.Tls;
import studio.backline.testkit.mail.SelfMadeCertificate;

/** What keeps a box from being opened has the name that it has where letters leave. */
class OpenBoxesTest {

    private static final GreenMail IMAP =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    @TempDir static Path folder;
    private static SelfMadeCertificate certificate;

    @BeforeAll
    static void start() throws Exception {
        IMAP.start();
        IMAP.setUser("house@example.org", "house", "secret");
        certificate = SelfMadeCertificate.of(folder, "imap.test");
    }

    @AfterAll
    static void stop() {
        IMAP.stop();
    }

    @Test
    void aBoxThatOpensHasNoFaultAndAGuessedPasswordIsRefused() throws Exception {
        int port = IMAP.getImap().getPort();
        assertThat(fault("imap.test", port, TlsMode.NONE, "secret")).isEmpty();
        assertThat(fault("imap.test", port, TlsMode.NONE, "guess")).contains(MailFault.SIGN_IN);
    }

    @Test
    void nameAndPortAreToldApart() throws Exception {
        int port = IMAP.getImap().getPort();
        assertThat(fault("nowhere.example", port, TlsMode.NONE, "secret"))
                .contains(MailFault.NAME_UNKNOWN);
        assertThat(fault("imap.test", 1, TlsMode.NONE, "secret")).contains(MailFault.PORT_CLOSED);
        assertThat(fault("cloud.test", port, TlsMode.IMPLICIT, "secret"))
                .contains(MailFault.NOT_ALLOWED);
    }

    @Test
    void encryptionThatIsNotThereOrOfTheOtherKindIsNamed() throws Exception {
        int port = IMAP.getImap().getPort();
        assertThat(fault("imap.test", port, TlsMode.STARTTLS, "secret")).contains(MailFault.NO_TLS);
        assertThat(fault("far.test", port, TlsMode.NONE, "secret")).contains(MailFault.NO_TLS);
        assertThat(fault("imap.test", port, TlsMode.IMPLICIT, "secret"))
                .contains(MailFault.NOT_A_MAIL_SERVER);
    }

    /** Whatever is spoken behind it: the certificate is looked at before. */
    @Test
    void aCertificateIsBelievedForItsOwnNameAlone() throws Exception {
        SelfMadeCertificate stranger = SelfMadeCertificate.of(folder, "stranger.test");
        try (FakeSmtpServer own = FakeSmtpServer.open(Tls.IMPLICIT, certificate.showing());
                FakeSmtpServer other = FakeSmtpServer.open(Tls.IMPLICIT, stranger.showing())) {
            assertThat(fault("box.test", own.port(), TlsMode.IMPLICIT, "secret"))
                    .contains(MailFault.CERTIFICATE_NAME);
            assertThat(fault("stranger.test", other.port(), TlsMode.IMPLICIT, "secret"))
                    .contains(MailFault.CERTIFICATE);
        }
    }

    @Test
    void aServerThatIsFullAsksToComeLaterAndWhatSpeaksNoImapIsNoBox() throws Exception {
        assertThat(greetedWith("* BYE too many connections\r\n")).contains(MailFault.BUSY);
        assertThat(greetedWith("HTTP/1.1 400 Bad Request\r\n\r\n"))
                .contains(MailFault.NOT_A_MAIL_SERVER);
    }

    private static Optional<MailFault> greetedWith(String words) throws Exception {
        try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> greet(door, words));
            return fault("imap.test", door.getLocalPort(), TlsMode.NONE, "secret");
        }
    }

    private static void greet(ServerSocket door, String words) {
        try (Socket visitor = door.accept();
                OutputStream out = visitor.getOutputStream()) {
            out.write(words.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Until the other side has said something: what was written is read then.
            assertThat(visitor.getInputStream().read()).isGreaterThanOrEqualTo(-1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<MailFault> fault(String host, int port, TlsMode tls, String password)
            throws Exception {
        BounceBox box =
                new BounceBox(
                        LoopbackSockets.believing(certificate.believing())
                                .route(
                                        "house.mail",
                                        new ServerName(host, port),
                                        tls,
                                        "returned-mail"),
                        tls,
                        host,
                        port);
        BounceBox.UnreadException met =
                catchThrowableOfType(
                        BounceBox.UnreadException.class, () -> box.look("house", password));
        return Optional.ofNullable(met).map(BounceBox.UnreadException::why).map(why -> why.fault());
    }
}
