package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.audit.AuditEvent;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.checkpoints.Checkpoints;
import studio.backline.platform.checkpoints.Standing;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/** Owners see what was done in their workspace, operators what was done to the house. */
class SeeWhoDidWhatTest {

    private static final String SCREEN = "settings/activity";
    private static final String HOUSE = "settings/house-activity";
    private static final String OPENED = "What was done in this workspace";
    private static final String HOUSE_OPENED = "What was done to the house itself";

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
    void who_joined_and_who_was_taken_out_stands_in_sentences() {
        house.guest("Jo", Role.MEMBER);
        house.takeOut("jo@backline.test");

        assertThat(house.signIn().openScreen(SCREEN).body())
                .contains(OPENED, "Jo joined the workspace", "Role: Member")
                .contains("removed Jo from the workspace");
    }

    @Test
    void a_sign_in_says_from_which_device_and_network() {
        assertThat(house.signIn().openScreen(HOUSE).body())
                .contains(HOUSE_OPENED, "signed in", "network 127.0.0.*", "number ");
    }

    @Test
    void many_entries_come_a_page_at_a_time() {
        for (int i = 0; i < 60; i++) {
            record(AuditEvent.of("sending.paused"));
        }
        ScreenWindow window = house.signIn().openWindow(SCREEN);
        assertThat(window.go(SCREEN).body()).contains("paused what leaves the house", "Show more");
        assertThat(window.click("Show more").body()).contains("paused what leaves the house");
    }

    @Test
    void what_changed_is_shown_on_demand_and_not_before() {
        record(
                AuditEvent.of("mail.set-up")
                        .changing(Map.of("host", "old.example"), Map.of("host", "new.example")));
        ScreenWindow window = house.signIn().openWindow(SCREEN);
        assertThat(window.go(SCREEN).body()).doesNotContain("old.example");

        assertThat(window.click("Show what changed").body())
                .contains("host: from old.example to new.example");
    }

    @Test
    void an_act_that_nobody_names_stays_text() {
        record(AuditEvent.of("strange.act").with("html", "<img src=x onerror=alert(1)>"));
        assertThat(house.signIn().openScreen(SCREEN).body())
                .contains("strange.act")
                .doesNotContain("innerHTML\",\"feat\":1,\"value\":\"<img");
    }

    @Test
    void the_record_is_looked_through_and_a_checkpoint_taken() {
        record(AuditEvent.of("sending.resumed"));
        ScreenWindow window = house.signIn().openWindow(SCREEN);
        window.go(SCREEN);
        assertThat(window.click("Look through it now").body()).contains("unbroken since");
        assertThat(window.click("Take a checkpoint").body())
                .contains("The last checkpoint is from just now", "Save the last checkpoint");
        Standing standing = inWorkspace(() -> checkpoints().standing(AuditChain.WORKSPACE));
        assertThat(standing.last()).isPresent();
    }

    @Test
    void only_owners_see_the_workspaces_and_only_operators_the_houses() {
        Visitor manager = house.guest("Mo", Role.MANAGER);
        Visitor owner = house.guest("Wim", Role.OWNER);

        assertThat(manager.openScreen(SCREEN).body())
                .contains("There is no page at this address")
                .doesNotContain(OPENED);
        assertThat(manager.openScreen("settings").body()).doesNotContain("Who did what?");
        assertThat(owner.openScreen(SCREEN).body()).contains(OPENED);
        assertThat(owner.openScreen(HOUSE).body())
                .contains("There is no page at this address")
                .doesNotContain(HOUSE_OPENED);
        assertThat(house.signIn().openScreen("settings").body())
                .contains("Who did what?", "What was done to the house?");
    }

    private static void record(AuditEvent event) {
        inWorkspace(
                () ->
                        new TransactionTemplate(house.bean(PlatformTransactionManager.class))
                                .execute(
                                        status -> {
                                            house.bean(Audit.class).record(event);
                                            return true;
                                        }));
    }

    private static Checkpoints checkpoints() {
        return house.bean(Checkpoints.class);
    }

    private static <T> T inWorkspace(Callable<T> work) {
        try {
            return house.bean(WorkspaceScope.class)
                    .call(new Caller(house.workspace(), Optional.empty(), Role.OWNER), work);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
