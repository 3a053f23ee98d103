package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.Distribution;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** The server is killed (SIGKILL) in the middle of work; the next start goes on or undoes. */
class KilledServerIT {

    @TempDir Path folder;

    @Test
    void anImportThatWasKilledGoesOnAtTheNextStart() {
        PeopleFile file = PeopleFile.write(folder, 40_000);
        try (PackagedServer server = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            Operator operator = FirstEvening.open(server);
            install(server);
            Pictures.onFailure(
                    server,
                    window,
                    "killed-import",
                    () -> killInTheMiddle(server, window, operator, file));
        }
    }

    private static void killInTheMiddle(
            PackagedServer server, Window window, Operator operator, PeopleFile file) {
        HouseWalk house = new HouseWalk(server, window, false);
        PeopleWalk people = new PeopleWalk(house, window);
        house.comeIn(operator);
        people.beginImport(file.path());
        people.rehearse();
        Locator go = window.button(Pattern.compile("Import [0-9,.]+ people"));
        go.waitFor(new Locator.WaitForOptions().setTimeout(90_000));
        String address = window.page().url();
        go.click();
        window.text("Importing your list").waitFor();
        server.kill();

        server.start();
        house.signIn(operator);
        window.page().navigate(address);
        window.text("Your list is here").waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        assertThat(people.takeOut()).hasSize(file.good().size());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"MIGRATED", "SCHEMA_STANDS"})
    void aChangeOfPluginsThatWasKilledIsFinishedOrUndoneAndSaysSo(CutOff moment) {
        try (PackagedServer server = Debugger.prepared(PackagedServer.fresh()).start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            Operator operator = FirstEvening.open(server);
            cutOff(server, moment);

            HouseWalk house = new HouseWalk(server, window, false);
            house.signIn(operator);
            house.goTo("plugins", "Plugins");
            assertThat(window.text(moment.said()).isVisible()).as(moment.said()).isTrue();
        }
    }

    @Test
    @Tag("soak")
    void whereverAChangeOfPluginsIsKilledItIsFinishedOrUndone() {
        try (PackagedServer server = Debugger.prepared(PackagedServer.fresh()).start()) {
            FirstEvening.open(server);
            for (CutOff moment : CutOff.values()) {
                cutOff(server, moment);
            }
        }
    }

    private static void cutOff(PackagedServer server, CutOff moment) {
        if (moment.ofRemoval()) {
            succeed(install(server));
        }
        int logged = server.log().length();
        Thread asking = Debugger.of(server).runUntil(moment.place(), () -> change(server, moment));
        server.kill();
        join(asking);

        server.start();
        CommandResult list = server.command("plugin", "list");
        assertThat(server.log().substring(logged))
                .as("log after %s", moment)
                .contains(moment.said());
        assertThat(list.out().contains("No plugin is installed."))
                .as("%s: %s", moment, list.out())
                .isNotEqualTo(moment.installed());
        succeed(install(server));
        succeed(remove(server));
        assertThat(server.data().resolve("plugins/store")).isEmptyDirectory();
    }

    /** Killed under its hands: any answer is fine. */
    private static void change(PackagedServer server, CutOff moment) {
        CommandResult lost = moment.ofRemoval() ? remove(server) : install(server);
        assertThat(lost.out() + lost.err()).isNotNull();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void succeed(CommandResult result) {
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private static CommandResult install(PackagedServer server) {
        return server.command(
                "plugin", "install", Distribution.folder().resolve("plugins/crm.jar").toString());
    }

    private static CommandResult remove(PackagedServer server) {
        return server.command("plugin", "remove", "--erase-data", "crm");
    }
}
