package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** The server is killed (SIGKILL) in the middle of an import; the next start goes on with it. */
class KilledImportIT {

    @TempDir Path folder;

    @Test
    void anImportThatWasKilledGoesOnAtTheNextStart() {
        PeopleFile file = PeopleFile.write(folder, 40_000);
        try (PackagedServer server = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            Operator operator = FirstEvening.open(server);
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
        house.installWhatLiesReady();
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
}
