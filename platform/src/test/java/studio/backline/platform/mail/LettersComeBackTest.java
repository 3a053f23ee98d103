package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.faults.FaultyLine;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.mail.bounce.Bounces;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.testkit.mail.SmtpTurn;

/** A letter that was handed over and came back later. */
class LettersComeBackTest {

    private static final MailHouse HOUSE = new MailHouse();
    private static final GreenMail IMAP =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    private static GreenMailUser box;
    private static FaultyLine line;

    @BeforeAll
    static void open() throws Exception {
        IMAP.start();
        line = new FaultyLine(IMAP.getImap().getPort());
        box = IMAP.setUser("house@example.org", "house", "secret");
        readBox();
        HOUSE.core.bean(Bounces.class).look();
    }

    @AfterAll
    static void close() throws Exception {
        line.close();
        IMAP.stop();
        HOUSE.close();
    }

    @Test
    void whoIsGoneIsWrittenToNoMoreAndWhoIsNotIs() throws Exception {
        Bounces bounces = HOUSE.core.bean(Bounces.class);
        UUID gone = HOUSE.plan("gone@example.com");
        UUID full = HOUSE.plan("full@example.com");
        UUID late = HOUSE.plan("late@example.com");
        for (UUID each : new UUID[] {gone, full, late}) {
            HOUSE.awaitRow(each, "DONE 1");
        }

        box.deliver(report(gone, "failed", "5.1.1"));
        box.deliver(report(full, "failed", "5.2.2"));
        box.deliver(report(late, "delayed", "4.4.1"));
        bounces.look();

        assertThat(HOUSE.row(gone)).isEqualTo("REFUSED 1 BOUNCED");
        assertThat(HOUSE.row(full)).isEqualTo("REFUSED 1 RETURNED");
        assertThat(HOUSE.row(late)).isEqualTo("DONE 1");
        assertThat(HOUSE.mail.isClosed(new EmailAddress("gone@example.com"))).isTrue();
        assertThat(HOUSE.mail.isClosed(new EmailAddress("full@example.com"))).isFalse();
        assertThat(HOUSE.desk.open(50))
                .filteredOn(shown -> List.of(gone, full).contains(shown.id()))
                .hasSize(2)
                .allSatisfy(
                        shown ->
                                assertThat(shown.reply().orElseThrow())
                                        .contains("said no")
                                        .doesNotContain("jo@"));
    }

    /** Where an address was closed by a report, nothing of the letter is left to be sent again. */
    @Test
    void anAddressThatWasClosedByAReportIsOpenedAgainAndTheNextLetterLeaves() throws Exception {
        EmailAddress address = new EmailAddress("back@example.com");
        UUID first = HOUSE.plan(address.value());
        HOUSE.awaitRow(first, "DONE 1");
        box.deliver(report(first, "failed", "5.2.1"));
        HOUSE.core.bean(Bounces.class).look();
        assertThat(HOUSE.mail.isClosed(address)).isTrue();
        assertThat(HOUSE.desk.sendAgain(HOUSE.operator, first)).isFalse();
        HOUSE.awaitRow(HOUSE.plan("BACK@example.com"), "REFUSED 0 SUPPRESSED");
        assertThat(arrived("BACK@example.com")).isZero();

        MailDesk.Closed closed = HOUSE.desk.closed(HOUSE.operator, address).orElseThrow();
        assertThat(HOUSE.desk.closed(HOUSE.operator, 10)).contains(closed);
        assertThat(closed.reason()).isEqualTo("BOUNCED");
        assertThat(closed.status()).contains("5.2.1");
        assertThat(closed.recipient()).contains("b…@example.com");
        assertThat(closed.reply().orElseThrow()).contains("said no").doesNotContain("jo@");

        assertThat(HOUSE.desk.openAgain(HOUSE.operator, closed.key())).isTrue();
        assertThat(HOUSE.desk.openAgain(HOUSE.operator, closed.key())).isFalse();
        assertThat(opened(first)).as("who opened it is on record, once").isEqualTo(1);
        assertThat(HOUSE.mail.isClosed(address)).isFalse();
        HOUSE.awaitRow(HOUSE.plan(address.value()), "DONE 1");
        assertThat(arrived(address.value())).isEqualTo(2);
    }

    @Test
    void anAddressIsFoundByWhoeverTypesItOnceItsLetterIsGone() {
        EmailAddress address = new EmailAddress("forgotten@example.com");
        HOUSE.server.next(SmtpTurn.RECIPIENT_GONE);
        UUID letter = HOUSE.plan(address.value());
        HOUSE.awaitRow(letter, "REFUSED 1 RECIPIENT");
        assertThat(HOUSE.desk.closed(HOUSE.operator, address).orElseThrow().status())
                .contains("5.1.1");
        HOUSE.core.behind().sql("delete from backline.letter where id = ?").param(letter).update();

        MailDesk.Closed closed = HOUSE.desk.closed(HOUSE.operator, address).orElseThrow();
        assertThat(closed.reason()).isEqualTo("REFUSED");
        assertThat(closed.recipient()).as("the address is kept nowhere else").isEmpty();
        assertThat(HOUSE.desk.openAgain(HOUSE.operator, closed.key())).isTrue();
        assertThat(HOUSE.desk.closed(HOUSE.operator, address)).isEmpty();
    }

    @Test
    void onlyAnOperatorSeesWhatIsClosedAndOpensIt() {
        AccountId stranger = new AccountId(HOUSE.workspace.value());
        EmailAddress address = new EmailAddress("anybody@example.com");
        assertThatThrownBy(() -> HOUSE.desk.closed(stranger, 10))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> HOUSE.desk.closedCount(stranger))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> HOUSE.desk.closed(stranger, address))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> HOUSE.desk.openAgain(stranger, "00"))
                .isInstanceOf(IdentityException.class);
    }

    /** The provider moves the box while reports come in, and some are read a second time. */
    @Test
    void whatCameWhileTheBoxWasNumberedAnewIsSeenAndWhatWasSeenChangesNothing() throws Exception {
        Bounces bounces = HOUSE.core.bean(Bounces.class);
        UUID before = HOUSE.plan("before@example.com");
        UUID between = HOUSE.plan("between@example.com");
        HOUSE.awaitRow(before, "DONE 1");
        HOUSE.awaitRow(between, "DONE 1");
        box.deliver(report(before, "failed", "5.2.2"));
        bounces.look();
        assertThat(HOUSE.row(before)).isEqualTo("REFUSED 1 RETURNED");
        // As if it had been sent again since, and had arrived.
        HOUSE.core
                .behind()
                .sql("update backline.letter set state = 'DONE', reason = null where id = ?")
                .param(before)
                .update();

        box.deliver(report(between, "failed", "5.2.2"));
        int numbered =
                HOUSE.core
                        .behind()
                        .sql(
                                "update backline.instance_setting set value = regexp_replace(value,"
                                        + " ' \\d+:\\d+:', ' 7:9000:')"
                                        + " where name = 'mail.bounces-read'")
                        .update();
        bounces.look();

        assertThat(numbered).isEqualTo(1);
        assertThat(HOUSE.row(between)).isEqualTo("REFUSED 1 RETURNED");
        assertThat(HOUSE.row(before)).as("the report of before").isEqualTo("DONE 1");
    }

    /** It is kept since when, so that whoever looks on a Monday sees that it was Friday. */
    @Test
    void whatKeepsTheBoxFromBeingReadIsToldUntilItIsRead() {
        MailCheck check = HOUSE.core.bean(MailCheck.class);
        Bounces bounces = HOUSE.core.bean(Bounces.class);
        bounces.look();
        assertThat(check.unreadBox()).isEmpty();
        assertThat(told()).containsExactly("mail.box.read");

        readBox("guess");
        bounces.look();
        MailCheck.UnreadBox first = check.unreadBox().orElseThrow();
        assertThat(first.fault()).isEqualTo(MailFault.SIGN_IN);
        bounces.look();
        assertThat(check.unreadBox()).contains(first);
        assertThat(told()).containsExactly("mail.box.SIGN_IN");
        MailSettings typed = HOUSE.core.bean(MailSetup.class).find().orElseThrow();
        assertThat(check.tryBox(HOUSE.operator, typed).orElseThrow().fault())
                .contains(MailFault.SIGN_IN);

        readBox("secret");
        bounces.look();
        assertThat(check.unreadBox()).isEmpty();
        assertThat(told()).containsExactly("mail.box.read");
        AccountId stranger = new AccountId(HOUSE.workspace.value());
        assertThatThrownBy(() -> check.tryBox(stranger, typed))
                .isInstanceOf(IdentityException.class);
    }

    private static List<String> told() {
        return HOUSE.core.bean(Doctor.class).examine(Locale.ENGLISH).stream()
                .map(Diagnosis::key)
                .filter(key -> key.startsWith("mail.box."))
                .toList();
    }

    private static long arrived(String address) {
        return HOUSE.server.taken().stream().filter(each -> each.to().equals(address)).count();
    }

    private static long opened(UUID letter) {
        return HOUSE.core
                .behind()
                .sql(
                        "select count(*) from backline.audit_entry e join backline.audit_payload p"
                                + " on p.workspace_id = e.workspace_id and p.id = e.id"
                                + " where e.act = 'mail.address-opened' and p.target = ?")
                .param(letter)
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasBeingReadWhenTheLineBrokeIsReadOnTheNext() throws Exception {
        Bounces bounces = HOUSE.core.bean(Bounces.class);
        UUID gone = HOUSE.plan("away@example.com");
        HOUSE.awaitRow(gone, "DONE 1");
        box.deliver(report(gone, "failed", "5.1.1"));

        line.breakAt("BODY");
        bounces.look();
        assertThat(line.hasBroken()).isTrue();
        assertThat(HOUSE.row(gone)).isEqualTo("REFUSED 1 BOUNCED");
    }

    private static void readBox() {
        readBox("secret");
    }

    private static void readBox(String password) {
        MailSettings smtp = MailHouse.settings(HOUSE.server.port());
        HOUSE.core
                .bean(MailSetup.class)
                .change(
                        HOUSE.operator,
                        new MailSettings(
                                smtp.transport(),
                                smtp.server(),
                                smtp.from(),
                                smtp.fromName(),
                                Optional.of(
                                        new MailSettings.Server(
                                                "localhost",
                                                line.port(),
                                                TlsMode.NONE,
                                                "house",
                                                password))));
    }

    private static MimeMessage report(UUID letter, String action, String status) throws Exception {
        String text =
                """
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; jo@example.com
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; jo@example.com said no
                --b1
                Content-Type: text/rfc822-headers

                Message-ID: <letter.%s@example.org>
                --b1--
                """
                        .formatted(action, status, letter)
                        .replace("\n", "\r\n");
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
