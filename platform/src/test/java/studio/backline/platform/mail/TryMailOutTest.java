package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.testkit.mail.SmtpTurn;

/** Settings are tried out before they are kept, by those who may change them. */
class TryMailOutTest {

    private static final MailHouse HOUSE = new MailHouse();
    private static final EmailAddress TO = new EmailAddress("op@example.org");

    private final MailCheck check = HOUSE.core.bean(MailCheck.class);
    private final MailSetup setup = HOUSE.core.bean(MailSetup.class);

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    void aLetterLeavesWithWhatWasTypedAndIsInNoList() {
        assertThat(tried(MailHouse.settings(HOUSE.server.port()))).isEmpty();
        assertThat(HOUSE.server.taken()).anyMatch(letter -> letter.to().equals(TO.value()));
        assertThat(HOUSE.desk.counts()).isEmpty();
    }

    @Test
    void whatIsWrongHasAName() {
        HOUSE.server.next(
                SmtpTurn.REFUSE_SENDER,
                SmtpTurn.RECIPIENT_GONE,
                SmtpTurn.REFUSE_CONTENT,
                SmtpTurn.CONTENT_LATER);
        MailSettings typed = MailHouse.settings(HOUSE.server.port());
        assertThat(tried(typed)).contains(MailFault.SENDER);
        assertThat(tried(typed)).contains(MailFault.RECIPIENT);
        assertThat(tried(typed)).contains(MailFault.CONTENT);
        assertThat(tried(typed)).contains(MailFault.BUSY);
        assertThat(tried(MailHouse.settings(1))).contains(MailFault.PORT_CLOSED);
    }

    @Test
    void aPluginsTransportIsChosenByItsIdAndMissedWhenItIsOff() {
        MailTransports transports = HOUSE.core.bean(MailTransports.class);
        PluginId plugin = new PluginId("mail-pigeon");
        MailSettings pigeon =
                new MailSettings(
                        plugin.value(),
                        Optional.empty(),
                        new EmailAddress("h@example.org"),
                        "",
                        Optional.empty());
        assertThat(tried(pigeon)).contains(MailFault.NO_TRANSPORT);

        transports.mount(
                plugin,
                TryMailOutTest.class.getClassLoader(),
                mail -> new MailOutcome.Accepted("coo"));
        assertThat(transports.offered()).containsExactly(plugin);
        assertThat(tried(pigeon)).isEmpty();

        transports.unmount(plugin);
        assertThat(tried(pigeon)).contains(MailFault.NO_TRANSPORT);
    }

    @Test
    void thePasswordComesBackAndLiesSealed() {
        MailSettings.Server server =
                new MailSettings.Server(
                        "mail.example.org",
                        465,
                        studio.backline.platform.outbound.SocketRoute.TlsMode.IMPLICIT,
                        "house",
                        "open sesame");
        MailSettings.Server box =
                new MailSettings.Server(
                        "imap.example.org",
                        993,
                        studio.backline.platform.outbound.SocketRoute.TlsMode.IMPLICIT,
                        "returns",
                        "knock twice");
        setup.change(
                HOUSE.operator,
                new MailSettings(
                        MailSettings.SMTP,
                        Optional.of(server),
                        new EmailAddress("h@example.org"),
                        "House",
                        Optional.of(box)));

        assertThat(setup.find().orElseThrow().server()).contains(server);
        assertThat(setup.find().orElseThrow().bounces()).contains(box);
        assertThat(stored())
                .doesNotContain("open sesame", "knock twice")
                .contains("mail.example.org", "imap.example.org");
        setup.forget(HOUSE.operator);
        assertThat(setup.find()).isEmpty();
    }

    @Test
    void onlyAnOperatorMay() {
        AccountId stranger = new AccountId(HOUSE.workspace.value());
        MailSettings typed = MailHouse.settings(HOUSE.server.port());
        assertThatThrownBy(() -> check.tryOut(stranger, typed, TO, Locale.ENGLISH))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> setup.change(stranger, typed))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> check.published(stranger, TO, ""))
                .isInstanceOf(IdentityException.class);
    }

    private Optional<MailFault> tried(MailSettings settings) {
        return check.tryOut(HOUSE.operator, settings, TO, Locale.ENGLISH).fault();
    }

    private static String stored() {
        return HOUSE.core
                .behind()
                .sql("select value from backline.instance_setting where name = 'mail.settings'")
                .query(String.class)
                .single();
    }
}
