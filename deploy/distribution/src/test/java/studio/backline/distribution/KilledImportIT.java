package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.distribution.lists.PeopleFile;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/**
 * The server is killed (SIGKILL) between an upload and its record, and in the middle of an import;
 * the next start clears away the one and goes on with the other.
 */
class KilledImportIT {

    private static final Debugger.Place NOT_YET_NAMED =
            new Debugger.Place("studio.backline.plugins.crm.importing.ImportStore", "add", "");

    /** A first part of a thousand rows and a second one. */
    private static final int PEOPLE = 3_000;

    @TempDir Path folder;

    @Test
    void anUploadThatNobodyNamedIsClearedAwayAndAnImportGoesOnAfterAKill() {
        PeopleFile file = PeopleFile.write(folder, PEOPLE);
        try (PackagedServer server = Debugger.prepared(PackagedServer.fresh()).start();
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
        killBeforeTheUploadIsNamed(server, window, house, file.path());
        house.signIn(operator);
        people.beginImport(file.path());
        people.rehearse();
        Locator go = window.button(Pattern.compile("Import [0-9,.]+ people"));
        go.waitFor(new Locator.WaitForOptions().setTimeout(90_000));
        String address = window.page().url();
        Thread importing = Debugger.of(server).runUntil(secondPart(file), () -> go.click());
        server.kill();
        Debugger.join(importing);

        server.start();
        house.signIn(operator);
        window.page().navigate(address);
        window.text("Your list is here").waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        assertThat(people.takeOut()).hasSize(file.good().size());
        assertThat(sealedFiles(server)).as("what an import leaves").isEmpty();
    }

    /** The first part is in; the second one is written, and not yet for good. */
    private static Debugger.Place secondPart(PeopleFile file) {
        return new Debugger.Place(
                "studio.backline.platform.jobs.RunningJob",
                "moveCheckpoint",
                String.valueOf(file.good().size() + file.leftOut()));
    }

    private static void killBeforeTheUploadIsNamed(
            PackagedServer server, Window window, HouseWalk house, Path file) {
        house.goTo("people/import", "Bring a list");
        FileChooser chooser =
                window.page().waitForFileChooser(() -> window.button("Choose a file").click());
        Thread uploading =
                Debugger.of(server).runUntil(NOT_YET_NAMED, () -> chooser.setFiles(file));
        server.kill();
        Debugger.join(uploading);
        assertThat(sealedFiles(server)).hasSize(1);

        server.start();
        assertThat(sealedFiles(server)).as("what nobody named").isEmpty();
    }

    private static List<Path> sealedFiles(PackagedServer server) {
        try (Stream<Path> files = Files.walk(server.data().resolve("files"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
