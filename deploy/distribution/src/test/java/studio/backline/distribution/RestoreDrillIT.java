package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.distribution.lists.PeopleFile;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/**
 * The drill of a studio that has lost its machine: with the archive, the key archive and the
 * recovery sheet, and nothing else, the house stands up again under another path and port.
 */
class RestoreDrillIT {

    private static final String NOTE = "Plays the bass, wants to be called after eight.";

    @TempDir Path folder;

    /** What somebody has at hand when the machine is gone. */
    private record Saved(List<String> sheet, Path archive, Path keys, String draft) {}

    @Test
    void aHouseStandsUpAgainFromArchiveKeysAndSheet() {
        Saved saved = loseAHouse();
        try (PackagedServer again = PackagedServer.fresh()) {
            restore(again, saved);
            again.start();
            assertThat(command(again, "sending", "status"))
                    .contains("paused")
                    .contains("restored from a backup");
            try (Chromium browser = Chromium.start();
                    Window window = browser.window(WindowSize.DESK)) {
                Pictures.onFailure(again, window, "drill", () -> find(again, window, saved));
            }
        }
    }

    private Saved loseAHouse() {
        Path place = folder.resolve("archives");
        AtomicReference<Saved> saved = new AtomicReference<>();
        try (PackagedServer lost = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            Pictures.onFailure(
                    lost,
                    window,
                    "before-the-drill",
                    () -> {
                        HouseWalk house = new HouseWalk(lost, window, false);
                        List<String> sheet = house.openTheHouse(Operator.usual());
                        String draft = fill(house, window, PeopleFile.write(folder, 0));
                        saved.set(backUp(lost, place, sheet, draft));
                    });
        }
        return saved.get();
    }

    /** A person with a note, and an upload that waits; returns where that one is. */
    private static String fill(HouseWalk house, Window window, PeopleFile list) {
        house.signIn(Operator.usual());
        house.installWhatLiesReady();
        PeopleWalk people = new PeopleWalk(house, window);
        people.beginImport(list.path());
        String draft = URI.create(window.page().url()).getPath().substring(1);
        people.add("Bo", "Li", "brass");
        window.field("Write a note").fill(NOTE);
        window.button("Seal this note").click();
        window.text(NOTE).waitFor();
        return draft;
    }

    private Saved backUp(PackagedServer server, Path place, List<String> sheet, String draft) {
        String at = "--place=" + place;
        assertThat(command(server, "backup", "create", at)).contains("It is not proven yet");
        assertThat(command(server, "backup", "list", at)).contains("never proven");
        assertThat(command(server, "backup", "verify", at)).contains("is proven (20");
        assertThat(command(server, "backup", "list", at))
                .doesNotContain("never proven")
                .contains("  proven 20");
        Path keys = folder.resolve("exported/keys.gpg");
        command(server, "key", "export", keys.toString());
        return new Saved(sheet, archive(place), keys, draft);
    }

    private static Path archive(Path place) {
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(file -> file.toString().endsWith(".tar.gpg")).findFirst().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore(PackagedServer server, Saved saved) {
        CommandResult restored =
                server.commandWithInput(
                        String.join("\n", saved.sheet()) + "\n",
                        "backup",
                        "restore",
                        saved.archive().toString(),
                        "--keys=" + saved.keys());
        assertThat(restored.exit()).as(restored.out() + restored.err()).isZero();
        assertThat(restored.out()).contains("1 files").contains("Sending is paused");
    }

    private static void find(PackagedServer server, Window window, Saved saved) {
        HouseWalk house = new HouseWalk(server, window, false);
        house.signIn(Operator.usual());
        PeopleWalk people = new PeopleWalk(house, window);
        people.find("bo", "Bo Li");
        window.text("Bo Li").click();
        window.text(NOTE).waitFor();
        // The upload is read again, out of the file that came back.
        window.open(server.url().resolve(saved.draft()));
        people.rehearse();
        window.button(Pattern.compile("Import [0-9]+ people"))
                .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        window.assertQuiet();
    }

    private static String command(PackagedServer server, String... words) {
        CommandResult result = server.command(words);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result.out();
    }
}
