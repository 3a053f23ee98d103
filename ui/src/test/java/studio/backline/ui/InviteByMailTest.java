package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.mail.FakeSmtpServer;
import studio.backline.ui.registration.Inviting;

/** Where a letter's link leads does not depend on how the browser of whoever invites came. */
class InviteByMailTest {

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

    private static String invite(TestHouse house) {
        return Inviting.invite(
                house.beans(),
                new Caller(house.workspace(), Optional.of(operator(house)), Role.OWNER),
                "new@backline.test");
    }

    private void setMailUp(TestHouse house) {
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
                                Optional.empty()));
    }

    private static AccountId operator(TestHouse house) {
        return house.bean(Workspaces.class).members(house.workspace()).getFirst().account();
    }

    private String firstLetter() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (server.takenCount() == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return server.taken().getFirst().content();
    }
}
