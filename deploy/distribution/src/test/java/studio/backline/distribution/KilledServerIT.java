package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.Distribution;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/**
 * The server is killed (SIGKILL) in the middle of a change of plugins; the next start finishes or
 * undoes it.
 */
class KilledServerIT {

    @Test
    void aChangeOfPluginsThatWasKilledIsFinishedOrUndoneAndSaysSo() {
        try (PackagedServer server = Debugger.prepared(PackagedServer.fresh()).start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            Operator operator = FirstEvening.open(server);
            HouseWalk house = new HouseWalk(server, window, false);
            for (CutOff moment : List.of(CutOff.MIGRATED, CutOff.SCHEMA_STANDS)) {
                cutOff(server, moment);

                house.signIn(operator);
                house.goTo("plugins", "Plugins");
                assertThat(window.text(moment.said()).isVisible()).as(moment.said()).isTrue();
            }
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
        Debugger.join(asking);

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
