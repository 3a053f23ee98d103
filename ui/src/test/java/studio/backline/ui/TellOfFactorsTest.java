package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.ui.TestHouse.GUESTS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.mail.FakeSmtpServer;

/**
 * In a house that others reach: who must set up a second factor, and what a letter tells of one.
 */
class TellOfFactorsTest {

    private static final FakeSmtpServer SERVER = FakeSmtpServer.open();

    @TempDir private static Path folder;
    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = TestHouse.open(folder, Map.of("backline.web.address", "http://house.example"));
        AccountId operator = account(TestHouse.MAIL);
        house.bean(MailSetup.class)
                .change(
                        operator,
                        new MailSettings(
                                MailSettings.SMTP,
                                Optional.of(
                                        new MailSettings.Server(
                                                "localhost", SERVER.port(), TlsMode.NONE, "", "")),
                                new EmailAddress("house@backline.test"),
                                "",
                                Optional.empty()));
    }

    @AfterAll
    static void close() {
        house.close();
        SERVER.close();
    }

    @Test
    void each_change_is_told_and_so_is_a_recovery_code_that_was_used() {
        Visitor yves = house.guest("Yves", Role.MEMBER);
        house.factors().enrol("yves@backline.test");
        assertThat(yves.open("account").url()).hasPath("/account");
        List<String> codes =
                house.bean(SecondFactors.class)
                        .recoveryCodes()
                        .renew(account("yves@backline.test"));
        Visitor away = house.visitor();
        Page second =
                away.submit(
                        away.open("sign-in"),
                        Map.of("username", "yves@backline.test", "password", GUESTS));
        away.submit(second, Map.of("code", codes.getFirst()));
        assertThat(away.open("account").url()).hasPath("/account");
        awaitLetter("A recovery code was used");

        house.bean(FactorDuty.class).removeAll(account("yves@backline.test"));
        awaitLetter("Your second factors were taken away");
        assertThat(away.open("account").url()).as("signed out everywhere").hasPath("/sign-in");
        Visitor back = house.visitor();
        back.submit(
                back.open("sign-in"), Map.of("username", "yves@backline.test", "password", GUESTS));
        assertThat(back.open("account").url()).as("by the password alone").hasPath("/account");
    }

    @Test
    void whoever_runs_the_house_comes_no_further_without_a_factor() {
        Visitor operator = house.signIn();
        for (String path : List.of("", "settings", "account", "settings/people")) {
            Page led = operator.open(path);
            assertThat(led.url()).as(path).hasPath("/second-factor");
            assertThat(led.body()).contains("You own a workspace or run this house");
        }
    }

    private static AccountId account(String mail) {
        return house.bean(Accounts.class).find(new EmailAddress(mail)).orElseThrow().id();
    }

    private static void awaitLetter(String subject) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!isTaken(subject) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(isTaken(subject)).as(subject).isTrue();
    }

    private static boolean isTaken(String subject) {
        return SERVER.taken().stream()
                .anyMatch(
                        each ->
                                each.content().contains("To: yves@backline.test")
                                        && each.content().contains("Subject: " + subject));
    }
}
