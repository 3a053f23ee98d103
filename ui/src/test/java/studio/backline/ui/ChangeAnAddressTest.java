package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.ui.TestHouse.GUESTS;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.mailed.AddressClaims;
import studio.backline.platform.identity.profile.Region;
import studio.backline.platform.identity.profile.Regions;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.mail.account.AccountLetters;
import studio.backline.testkit.Page;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;
import studio.backline.ui.registration.Inviting;

/** Whose a mailbox is, and another address: on the account screen and behind the links. */
class ChangeAnAddressTest {

    private static final Postbox BOX = new Postbox();

    @TempDir private static Path folder;
    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = BOX.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
        BOX.close();
    }

    @Test
    void both_mailboxes_agree_and_one_signs_in_with_the_new_address() {
        Visitor yara = house.guest("Yara", Role.MEMBER);
        ScreenWindow screen = yara.openWindow("account");
        assertThat(screen.go("account").body())
                .contains("You sign in with yara@backline.test.", "Nobody has shown yet");
        ask("yara@backline.test", "yara.new@backline.test");
        assertThat(yara.openWindow("account").go("account").body())
                .contains("A change to yara.new@backline.test", "It waits for the new mailbox");

        Visitor anybody = house.visitor();
        String old = BOX.link("yara@backline.test", "Another address for your account?");
        Page asked = anybody.open(old);
        assertThat(asked.body()).contains("yara.new@backline.test", "Stop the change");
        assertThat(anybody.submit(asked, Map.of()).body()).contains("has not answered yet");
        String next = BOX.link("yara.new@backline.test", "Your new address");
        Page done = anybody.submit(anybody.open(next), Map.of());
        assertThat(done.body()).contains("This is the address of the account from now on");
        assertThat(anybody.open(next).status()).isEqualTo(404);

        Postbox.await(
                () -> BOX.letter("yara@backline.test", "Your account has another").isPresent());
        anybody.submit(
                anybody.open("sign-in"),
                Map.of("username", "yara.new@backline.test", "password", GUESTS));
        assertThat(anybody.openWindow("account").go("account").body())
                .contains("You sign in with yara.new@backline.test.", "Known to be yours since");
    }

    @Test
    void the_present_mailbox_stops_it_and_all_sessions_end() {
        Visitor zoe = house.guest("Zoe", Role.MEMBER);
        ask("zoe@backline.test", "thief@backline.test");
        Visitor anybody = house.visitor();
        Page asked = anybody.open(BOX.link("zoe@backline.test", "Another address"));
        Page stop =
                new Page(
                        asked.url(),
                        asked.status(),
                        asked.headers(),
                        asked.body().replaceFirst("(?s)<form.*?</form>", ""));

        assertThat(anybody.submit(stop, Map.of()).body()).contains("The change is stopped");

        assertThat(zoe.open("account").url()).hasPath("/sign-in");
        String next = BOX.link("thief@backline.test", "Your new address");
        assertThat(anybody.open(next).body()).contains("leads nowhere any more");
    }

    @Test
    void a_stranger_who_has_not_shown_a_mailbox_has_the_house_write_to_nobody() {
        house.guest("Ada", Role.MANAGER);
        EmailAddress ada = new EmailAddress("ada@backline.test");
        AccountId account = house.bean(Accounts.class).find(ada).orElseThrow().id();
        Caller by = new Caller(house.workspace(), Optional.of(account), Role.MANAGER);
        assertThat(Inviting.invite(house.beans(), by, "one@backline.test"))
                .startsWith("NOT_VERIFIED");

        Visitor anybody = house.visitor();
        Page asked = anybody.open(BOX.link("ada@backline.test", "Is this your address?"));
        assertThat(house.bean(Accounts.class).verifiedAt(account)).as("only looked at").isEmpty();
        anybody.submit(asked, Map.of());

        assertThat(Inviting.invite(house.beans(), by, "two@backline.test")).startsWith("MAILED");
        String invited = BOX.link("two@backline.test", "Invitation");
        anybody.submit(anybody.open(invited), Map.of("name", "Two", "password", GUESTS));
        AccountId two =
                house.bean(Accounts.class)
                        .find(new EmailAddress("two@backline.test"))
                        .orElseThrow()
                        .id();
        assertThat(house.bean(Accounts.class).verifiedAt(two))
                .as("the link lay in that mailbox alone")
                .isPresent();
        assertThat(BOX.letter("two@backline.test", "Is this your address?")).isEmpty();
    }

    @Test
    void a_day_is_told_as_its_reader_writes_it_and_where_they_are() {
        Visitor bea = house.guest("Bea", Role.MEMBER);
        AccountId account =
                house.bean(Accounts.class)
                        .find(new EmailAddress("bea@backline.test"))
                        .orElseThrow()
                        .id();
        new TransactionTemplate(house.bean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        status ->
                                house.bean(JdbcClient.class)
                                        .sql(
                                                "update backline.account set verified_at ="
                                                        + " '2020-03-01T02:00:00Z' where id = ?")
                                        .param(account.value())
                                        .update());
        Regions regions = house.bean(Regions.class);
        regions.choose(account, region("Pacific/Auckland", Locale.UK));
        assertThat(bea.openWindow("account").go("account").body())
                .contains("Known to be yours since 1 March 2020.");

        regions.choose(account, region("America/New_York", Locale.US));
        assertThat(bea.openWindow("account").go("account").body())
                .contains("Known to be yours since February 29, 2020.");
    }

    private static Region region(String zone, Locale format) {
        return new Region(Optional.of(ZoneId.of(zone)), Optional.of(format));
    }

    /** What the account screen does once its person has proven who they are. */
    private static void ask(String mail, String next) {
        AccountPrincipal me =
                house.bean(SignIn.class)
                        .signIn(mail, GUESTS, new SignInDetails("127.0.0.1", "Firefox"));
        house.bean(AddressClaims.class)
                .change(me, new EmailAddress(next), house.bean(AccountLetters.class)::change);
    }
}
