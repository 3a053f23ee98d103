package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                Window window = browser.window(WindowSize.DESK, false)) {
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

    @Test
    void anInstallThatWasKilledIsUndoneOrFinishedAtTheNextStart() throws InterruptedException {
        try (PackagedServer server = PackagedServer.fresh().start()) {
            FirstEvening.open(server);
            Thread installing = Thread.ofPlatform().start(() -> installQuietly(server));
            Thread.sleep(Duration.ofMillis(1200));
            server.kill();
            installing.join();

            server.start();

            assertThat(install(server).exit()).isZero();
            CommandResult list = server.command("plugin", "list");
            assertThat(list.exit()).isZero();
            assertThat(list.out()).contains("crm");
        }
    }

    private static void installQuietly(PackagedServer server) {
        // Killed under its hands: any answer is fine.
        server.command(
                "plugin", "install", Distribution.folder().resolve("plugins/crm.jar").toString());
    }

    private static CommandResult install(PackagedServer server) {
        return server.command(
                "plugin", "install", Distribution.folder().resolve("plugins/crm.jar").toString());
    }
}
