package studio.backline.platform.mail.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.platform.outbound.LoopbackSockets;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/** What comes back to a box that is read by IMAP. */
class ReadReportsTest {

    /** Servers search by whole days, of any zone. */
    private static final Duration AFTER_TODAY = Duration.ofDays(4);

    private static final UUID LETTER = UUID.fromString("01a20716-388c-71e4-b203-548ca31f900d");

    private final GreenMail imap =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final List<ReturnedLetter> found = new ArrayList<>();
    private GreenMailUser box;

    @BeforeEach
    void start() {
        imap.start();
        box = imap.setUser("house@example.org", "house", "secret");
    }

    @AfterEach
    void stop() {
        imap.stop();
    }

    @Test
    void aReportOfOurLetterIsFoundAmongOtherMailAndOnce() throws Exception {
        deliver(report("failed", "5.1.1", LETTER));
        BounceBox.Mark first = read(BounceBox.Mark.begin(Instant.now().plus(AFTER_TODAY)));
        assertThat(found).as("what lay there before is nobody's business").isEmpty();

        deliver("From: jo@example.com\r\nSubject: Hi\r\n\r\nletter." + LETTER + "@example.org");
        deliver(report("failed", "5.1.1", LETTER));
        deliver("Content-Type: multipart/report; boundary=x\r\n\r\nno part at all");
        BounceBox.Mark second = read(first);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().letter()).isEqualTo(LETTER);
        assertThat(found.getFirst().status()).isEqualTo("5.1.1");
        assertThat(second.last()).isEqualTo(first.last() + 3);
        assertThat(read(second).last()).isEqualTo(second.last());
        assertThat(found).hasSize(1);
    }

    /** As it is where a provider moves the box: the numbers of before say nothing any more. */
    @Test
    void aBoxThatIsNumberedAnewIsReadFromWhenItWasLastKnown() throws Exception {
        deliver("From: jo@example.com\r\nSubject: Hi\r\n\r\nHi.");
        deliver(report("failed", "5.1.1", LETTER));
        BounceBox.Mark other = new BounceBox.Mark(7, 900, Instant.now());

        BounceBox.Mark reached = read(other);

        assertThat(found).hasSize(1);
        assertThat(reached.validity()).isNotEqualTo(7);
        assertThat(reached.last()).isEqualTo(2);
        ReturnedLetter once = found.getFirst();
        read(other);
        assertThat(found.getLast()).as("the same report says the same").isEqualTo(once);
    }

    @Test
    void aMarkComesBackFromItsWordsAndWordsThatAreNoneGiveNone() {
        BounceBox.Mark mark = new BounceBox.Mark(3, 4, Instant.ofEpochSecond(1_000_000));
        assertThat(BounceBox.Mark.parse(mark.toString())).contains(mark);
        assertThat(BounceBox.Mark.parse("3:4")).isEmpty();
        assertThat(BounceBox.Mark.parse("")).isEmpty();
    }

    @Test
    void whatIsStillTriedIsNotGivenUp() throws Exception {
        assertThat(of(report("delayed", "4.4.1", LETTER)))
                .hasValueSatisfying(
                        each -> assertThat(each.end()).isEqualTo(ReturnedLetter.End.DELAYED));
        assertThat(of(report("delivered", "2.0.0", LETTER))).isEmpty();
    }

    @Test
    void aReportOfSomebodyElsesLetterIsNone() throws Exception {
        String other = report("failed", "5.1.1", LETTER).replace("letter." + LETTER, "20261123.7");
        assertThat(of(other)).isEmpty();
        assertThat(of("Content-Type: text/plain\r\n\r\nAction: failed")).isEmpty();
    }

    @Test
    void headersAloneAreEnoughOfTheOriginal() throws Exception {
        String headers =
                report("failed", "5.2.1", LETTER)
                        .replace(
                                "Content-Type: message/rfc822",
                                "Content-Type: text/rfc822-headers");
        assertThat(of(headers))
                .hasValueSatisfying(each -> assertThat(each.letter()).isEqualTo(LETTER));
    }

    /** Some servers give back nothing of a letter, or only what cannot be read. */
    @Test
    void theNameOfTheEnvelopeIsEnough() throws Exception {
        String bare =
                report("failed", "5.1.1", LETTER)
                        .replace("<letter." + LETTER + "@example.org>", "<1@mx.example.net>");
        assertThat(of(bare)).isEmpty();

        String named =
                bare.replace(
                        "Reporting-MTA:",
                        "Original-Envelope-Id: letter." + LETTER + "\r\nReporting-MTA:");
        assertThat(of(named))
                .hasValueSatisfying(each -> assertThat(each.letter()).isEqualTo(LETTER));
        assertThat(of(named.replace("Original-Envelope-Id: letter.", "Original-Envelope-Id: ")))
                .as("somebody else's envelope")
                .isEmpty();
    }

    private static Optional<ReturnedLetter> of(String message) throws Exception {
        return ReturnedLetter.of(parsed(message));
    }

    private static MimeMessage parsed(String message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    private void deliver(String message) throws Exception {
        box.deliver(parsed(message));
    }

    private BounceBox.Mark read(BounceBox.Mark since) throws Exception {
        int port = imap.getImap().getPort();
        return new BounceBox(
                        LoopbackSockets.believing(SSLContext.getDefault())
                                .route(
                                        "mail",
                                        new ServerName("imap.test", port),
                                        TlsMode.NONE,
                                        "returned-mail"),
                        TlsMode.NONE,
                        "imap.test",
                        port)
                .read("house", "secret", since, found::add);
    }

    private static String report(String action, String status, UUID letter) {
        return """
        From: MAILER-DAEMON@mx.example.net
        To: house@example.org
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain

        I am sorry to have to inform you.
        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net
        Arrival-Date: Mon, 23 Nov 2026 05:00:00 +0000

        Final-Recipient: rfc822; jo@example.com
        Action: %s
        Status: %s
        Diagnostic-Code: smtp; 550 5.1.1 <jo@example.com> User
            unknown
        --b1
        Content-Type: message/rfc822

        From: house@example.org
        Message-ID: <letter.%s@example.org>
        Subject: Hello

        Hello.
        --b1--
        """
                .formatted(action, status, letter)
                .replace("\n", "\r\n");
    }
}
