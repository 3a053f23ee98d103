package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Operators;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.jar.PluginJarBuilder;

/** Whoever runs the house sees who called whom, what for, and how much went; nobody else does. */
class SeeWhatLeavesTest {

    private static final String SCREEN = "settings/outgoing";
    private static final String OFFERED = "Whom this server and its plugins called";
    private static final String OPENED = "Kept are these sums alone";

    @TempDir private static Path folder;

    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = TestHouse.open(folder);
        PluginJarBuilder plugin = PluginJarBuilder.plugin("fan-mail");
        String named = plugin.yaml().replace("{en: fan-mail}", "{en: Letters to fans}");
        house.install(plugin.resource("META-INF/backline/plugin.yaml", named).build(folder));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void empty() {
        write("delete from backline.egress");
    }

    @Test
    void before_anything_it_says_that_nothing_left() {
        assertThat(house.signIn().openScreen(SCREEN).body())
                .contains(OPENED, "Nothing has left the house in 7 days.");
    }

    @Test
    void it_names_who_called_whom_what_for_and_what_came_of_it() {
        line("house.mail", "smtp.example.org", "outgoing-mail", "", 1200, 3, 0);
        line("fan-mail", "api.example.org", "fan-mail.letters", "", 1, 0, 0);
        line("fan-mail", "spy.example.org", "fan-mail.more", "HOST_NOT_DECLARED", 0, 0, 2);
        line("taken-out", "gone.example.org", "(others)", "", 0, 1, 0);

        assertThat(house.signIn().openScreen(SCREEN).body())
                .contains("1,201 calls answered, 4 failed, 2 refused.", "4 of 4 lines")
                .contains("Mail of the house", "Letters to the mail server", "smtp.example.org")
                .contains("1,200 answered", "3 failed")
                .contains("Letters to fans", "fan-mail.letters", "api.example.org")
                .contains("2 refused", "The caller never declared this host.")
                .contains("taken-out", "More than is told apart in a day", "just now");
    }

    @Test
    void what_a_caller_wrote_stays_text() {
        String hostile = "<img src=x onerror=alert(1)>";
        line(hostile, hostile, "{0}' \" \\ \u202e", "", 1, 0, 0);

        String body = house.signIn().openScreen(SCREEN).body();

        assertThat(body)
                .contains("\"key\":\"text\",\"feat\":7,\"value\":\"<img src=x onerror=alert(1)>\"")
                .doesNotContain("innerHTML\",\"feat\":1,\"value\":\"<img");
    }

    @Test
    void many_lines_come_a_page_at_a_time() {
        for (int i = 0; i < 60; i++) {
            line("fan-mail", "n%02d.example".formatted(i), "test", "", 1, 0, 0);
        }
        ScreenWindow window = house.signIn().openWindow(SCREEN);

        assertThat(window.go(SCREEN).body()).contains("60 calls answered", "50 of 60 lines");
        assertThat(window.click("Show more").body())
                .contains("60 of 60 lines", "n00.example", "n59.example")
                .doesNotContain("Show more");
    }

    @Test
    void who_does_not_run_the_house_sees_nothing_of_it() {
        line("house.mail", "smtp.example.org", "outgoing-mail", "", 1, 0, 0);
        Visitor manager = house.guest("Ulla", Role.MANAGER);
        Visitor owner = house.guest("Wim", Role.OWNER);
        house.found("wim@backline.test", "Wims own");

        for (Visitor each : new Visitor[] {manager, owner}) {
            assertThat(each.openScreen(SCREEN).body())
                    .contains("There is no page at this address")
                    .doesNotContain(OPENED, "smtp.example.org");
            assertThat(each.openScreen("settings").body()).doesNotContain(OFFERED);
        }
        assertThat(house.signIn().openScreen("settings").body()).contains(OFFERED);
    }

    @Test
    void a_screen_that_stands_open_tells_who_no_longer_runs_the_house_nothing_more() {
        Visitor jet = house.guest("Jet", Role.OWNER);
        AccountId account = account("jet@backline.test");
        house.bean(Operators.class).grant(account(TestHouse.MAIL), account);
        ScreenWindow open = jet.openWindow(SCREEN);
        assertThat(open.go(SCREEN).body()).contains(OPENED);
        line("house.mail", "smtp.example.org", "outgoing-mail", "", 1, 0, 0);

        house.bean(Operators.class).revoke(account(TestHouse.MAIL), account);

        assertThat(open.click("Look again").body())
                .contains("You may read this, not change it")
                .doesNotContain("smtp.example.org");
    }

    private static AccountId account(String mail) {
        return house.bean(Accounts.class).find(new EmailAddress(mail)).orElseThrow().id();
    }

    private static void line(
            String caller,
            String host,
            String purpose,
            String refused,
            long calls,
            long failures,
            long refusals) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        write(
                "insert into backline.egress values (?, ?, ?, ?, ?, ?, ?, ?, 4500000, 12, ?, ?)",
                LocalDate.from(now),
                caller,
                new UUID(0, 0),
                host,
                purpose,
                calls,
                refusals,
                failures,
                refused,
                now);
    }

    private static void write(String sql, Object... values) {
        new TransactionTemplate(house.bean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        status -> house.bean(JdbcClient.class).sql(sql).params(values).update());
    }
}
