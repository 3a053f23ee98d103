package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.mail.Letter;
import studio.backline.platform.mail.LetterText;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.mail.FakeSmtpServer;
import studio.backline.testkit.mail.SmtpTurn;
import studio.backline.ui.registration.Inviting;

/** Where a letter's link leads does not depend on how the browser of whoever invites came. */
class InviteByMailTest {

    private static final EmailAddress NEW = new EmailAddress("new@backline.test");

    @TempDir private Path folder;
    private final FakeSmtpServer server = FakeSmtpServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void the_link_in_a_letter_is_below_the_public_address() {
        try (TestHouse house =
                TestHouse.open(folder, Map.of("backline.web.address", "https://house.example"))) {
            assertThat(invite(house)).isEqualTo("NO_MAIL https://house.example/invitation/…");

            setMailUp(house);
            assertThat(invite(house)).isEqualTo("MAILED https://house.example/invitation/…");
            String letter = firstLetter();
            assertThat(letter)
                    .contains("https://house.example/invitation/", "To: new@backline.test")
                    .doesNotContain("127.0.0.1", "localhost");
        }
    }

    @Test
    void a_house_that_others_cannot_find_mails_no_link_and_says_so() {
        try (TestHouse house = TestHouse.open(folder)) {
            setMailUp(house);

            assertThat(invite(house)).isEqualTo("NO_ADDRESS none");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void an_address_that_is_closed_is_mailed_again_once_it_is_opened() {
        try (TestHouse house =
                TestHouse.open(folder, Map.of("backline.web.address", "https://house.example"))) {
            setMailUp(house);
            server.next(SmtpTurn.RECIPIENT_GONE);
            assertThat(invite(house)).startsWith("MAILED");
            await(() -> house.bean(Mail.class).isClosed(NEW));

            assertThat(invite(house)).startsWith("CLOSED https://house.example/invitation/");
            MailDesk desk = house.bean(MailDesk.class);
            String key = desk.closed(operator(house), NEW).orElseThrow().key();
            assertThat(desk.openAgain(operator(house), key)).isTrue();

            assertThat(server.takenCount()).isZero();
            assertThat(invite(house)).startsWith("MAILED");
            assertThat(firstLetter()).contains("To: new@backline.test");
        }
    }

    @Test
    void who_runs_the_house_sees_what_is_closed_and_opens_it() {
        try (TestHouse house = TestHouse.open(folder)) {
            setMailUp(house);
            server.next(SmtpTurn.RECIPIENT_GONE);
            house.bean(Mail.class).plan(letter());
            await(() -> house.bean(Mail.class).isClosed(NEW));

            ScreenWindow screen = house.signIn().openWindow("settings");
            assertThat(screen.go("settings/mail").body())
                    .contains(
                            "Closed addresses",
                            "n…@backline.test",
                            "The mail server refused it for good",
                            "5.1.1")
                    .doesNotContain(NEW.value());
            assertThat(screen.click("Open again").body())
                    .contains(
                            "Letters are sent to n…@backline.test again.", "No address is closed.");
            assertThat(house.bean(Mail.class).isClosed(NEW)).isFalse();
        }
    }

    @Test
    void who_runs_the_house_sees_that_the_box_of_returned_mail_cannot_be_read() throws Exception {
        try (TestHouse house = TestHouse.open(folder)) {
            setMailUp(
                    house,
                    Optional.of(
                            new MailSettings.Server(
                                    "localhost", 1, TlsMode.NONE, "house", "secret")));
            await(() -> house.bean(MailCheck.class).unreadBox().isPresent());

            ScreenWindow screen = house.signIn().openWindow("settings");
            assertThat(screen.go("settings/mail").body())
                    .contains(
                            "Letters that come back are not seen",
                            "No connection is taken by localhost at port 1.");
            String told = screen.click("Send a test letter").body();
            for (int looks = 0; looks < 300 && !told.contains("was not opened"); looks++) {
                Thread.sleep(100);
                told = screen.news().body();
            }
            assertThat(told)
                    .contains(
                            "The mail server has taken a letter",
                            "The box of letters that come back was not opened.");
        }
    }

    private static Letter letter() {
        return new Letter(
                "test",
                Optional.empty(),
                NEW,
                new LetterText("en", "Hello", List.of("Hello."), Optional.empty(), "A test."),
                Duration.ofDays(1));
    }

    private static String invite(TestHouse house) {
        return Inviting.invite(
                house.beans(),
                new Caller(house.workspace(), Optional.of(operator(house)), Role.OWNER),
                NEW.value());
    }

    private void setMailUp(TestHouse house) {
        setMailUp(house, Optional.empty());
    }

    private void setMailUp(TestHouse house, Optional<MailSettings.Server> box) {
        house.bean(MailSetup.class)
                .change(
                        operator(house),
                        new MailSettings(
                                MailSettings.SMTP,
                                Optional.of(
                                        new MailSettings.Server(
                                                "localhost", server.port(), TlsMode.NONE, "", "")),
                                new EmailAddress("house@backline.test"),
                                "",
                                box));
    }

    private static AccountId operator(TestHouse house) {
        return house.bean(Workspaces.class).members(house.workspace()).getFirst().account();
    }

    private String firstLetter() {
        await(() -> server.takenCount() > 0);
        return server.taken().getFirst().content();
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!what.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(what.getAsBoolean()).isTrue();
    }
}
