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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.distribution.lists.PeopleFile;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.Distribution;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.fault.Debugger;

/**
 * The server is killed (SIGKILL) in the middle of a change of plugins and in the middle of an
 * import; the next start finishes or undoes the first and goes on with the second. The soak kills
 * it at every point of a change of plugins, and between an upload and its record.
 */
class KilledServerIT {

    private static final Debugger.Place NOT_YET_NAMED =
            new Debugger.Place("studio.backline.plugins.crm.importing.ImportStore", "add", "");

    /** A first part of a thousand rows and a second one. */
    private static final int PEOPLE = 3_000;

    @TempDir Path folder;

    @Test
    void killedInAnInstallAndAnImportItSaysSoAndGoesOn() {
        PeopleFile file = PeopleFile.write(folder, PEOPLE);
        walk(
                (server, window, house) -> {
                    cutOff(server, CutOff.MIGRATED);
                    house.signIn(Operator.usual());
                    house.goTo("plugins", "Plugins");
                    assertThat(window.text(CutOff.MIGRATED.said()).isVisible()).isTrue();

                    house.installWhatLiesReady();
                    killInTheMiddleOfAnImport(server, window, house, file);
                });
    }

    @Test
    @Tag("soak")
    void killedBeforeAnUploadIsOnRecordItClearsItAway() {
        PeopleFile file = PeopleFile.write(folder, 1);
        walk(
                (server, window, house) -> {
                    house.signIn(Operator.usual());
                    house.installWhatLiesReady();
                    killBeforeTheUploadIsNamed(server, window, house, file.path());
                });
    }

    private interface Walk {

        void go(PackagedServer server, Window window, HouseWalk house);
    }

    private static void walk(Walk walk) {
        try (PackagedServer server = Debugger.prepared(PackagedServer.fresh()).startOpened();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            HouseWalk house = new HouseWalk(server, window, false);
            Pictures.onFailure(server, window, "killed", () -> walk.go(server, window, house));
        }
    }

    @Test
    @Tag("soak")
    void whereverAChangeOfPluginsIsKilledItIsFinishedOrUndone() {
        try (PackagedServer server = Debugger.prepared(PackagedServer.fresh()).startOpened()) {
            for (CutOff moment : CutOff.values()) {
                if (moment.ofRemoval()) {
                    succeed(install(server));
                }
                cutOff(server, moment);
                succeed(install(server));
                succeed(remove(server));
                assertThat(server.data().resolve("plugins/store")).isEmptyDirectory();
            }
        }
    }

    private static void cutOff(PackagedServer server, CutOff moment) {
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

    private static void killInTheMiddleOfAnImport(
            PackagedServer server, Window window, HouseWalk house, PeopleFile file) {
        PeopleWalk people = new PeopleWalk(house, window);
        people.beginImport(file.path());
        people.rehearse();
        Locator go = window.button(Pattern.compile("Import [0-9,.]+ people"));
        go.waitFor(new Locator.WaitForOptions().setTimeout(90_000));
        String address = window.page().url();
        Thread importing = Debugger.of(server).runUntil(secondPart(file), () -> go.click());
        server.kill();
        Debugger.join(importing);

        server.start();
        house.signIn(Operator.usual());
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

    /** By which a node tells others that it lives. */
    private static boolean isLock(Path file) {
        return file.toString().endsWith(".lock");
    }

    private static List<Path> sealedFiles(PackagedServer server) {
        try (Stream<Path> files = Files.walk(server.data().resolve("files"))) {
            return files.filter(Files::isRegularFile).filter(each -> !isLock(each)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
