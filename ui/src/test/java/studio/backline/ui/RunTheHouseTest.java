package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Operators;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/** Whoever is to run the house, or no longer to, need not sign in anew for it. */
class RunTheHouseTest {

    private static final String OFFERED = "Look at the house";
    private static final String OPENED = "How the house stands";
    private static final String DENIED = "You may read this, not change it";

    @TempDir private static Path folder;

    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = TestHouse.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void what_is_offered_and_done_follows_at_once_when_rights_come_and_go() {
        Visitor greta = house.guest("Greta", Role.OWNER);
        ScreenWindow before = greta.openWindow("settings");
        assertThat(before.go("settings").body()).doesNotContain(OFFERED, "New workspace");
        assertThat(before.go("settings/health").body()).doesNotContain(OPENED);

        operators().grant(account(TestHouse.MAIL), account("greta@backline.test"));

        assertThat(before.go("settings").body()).contains(OFFERED);
        ScreenWindow open = greta.openWindow("settings/health");
        assertThat(open.go("settings/health").body()).contains(OPENED, "Look again");
        assertThat(open.go("settings/mail").body()).contains("Mail server");

        operators().revoke(account(TestHouse.MAIL), account("greta@backline.test"));

        assertThat(before.go("settings").body()).doesNotContain(OFFERED);
        assertThat(before.go("settings/health").body()).doesNotContain(OPENED);
        assertThat(before.go("settings/mail").body()).doesNotContain("Mail server");
    }

    @Test
    void a_screen_that_stands_open_does_nothing_more_for_who_no_longer_runs_the_house()
            throws Exception {
        Visitor piet = house.guest("Piet", Role.OWNER);
        operators().grant(account(TestHouse.MAIL), account("piet@backline.test"));
        ScreenWindow open = piet.openWindow("settings");
        String told = open.go("settings/health").body();
        for (int looks = 0; looks < 300 && !told.contains("Looked at"); looks++) {
            Thread.sleep(100);
            told = open.news().body();
        }
        assertThat(told).contains("Looked at");

        operators().revoke(account(TestHouse.MAIL), account("piet@backline.test"));

        assertThat(open.click("Look again").body())
                .contains(DENIED)
                .doesNotContain("Looking.", "Looked at");
        Thread.sleep(500);
        assertThat(open.news().body()).doesNotContain("Looked at");
    }

    private static Operators operators() {
        return house.bean(Operators.class);
    }

    private static AccountId account(String mail) {
        return house.bean(Accounts.class).find(new EmailAddress(mail)).orElseThrow().id();
    }
}
