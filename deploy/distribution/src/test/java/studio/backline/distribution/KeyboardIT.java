package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.distribution.lists.CsvReading;
import studio.backline.distribution.lists.PeopleFile;
import studio.backline.testkit.Distribution;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** The whole evening on a narrow screen without ever touching a mouse. */
class KeyboardIT {

    private static final int PEOPLE = 60;
    private static final Locator.WaitForOptions PATIENT =
            new Locator.WaitForOptions().setTimeout(60_000);

    /** Blanks between cells are the browser's own affair. */
    private static final LocatorAssertions.HasTextOptions AS_SHOWN =
            new LocatorAssertions.HasTextOptions().setUseInnerText(true);

    @TempDir Path folder;

    @Test
    void everyTaskGoesByKeysAlone() {
        PeopleFile file = PeopleFile.write(folder, PEOPLE);
        try (PackagedServer server = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.PHONE)) {
            Keys keys = new Keys(window.page());
            Pictures.onFailure(
                    server,
                    window,
                    "keyboard",
                    () -> {
                        openTheHouse(server, window, keys, Operator.usual());
                        skipToTheContent(window, keys);
                        install(window, keys);
                        bringAList(window, keys, file);
                        walkTheList(window, keys);
                        goByLetters(window, keys);
                        deleteAndBringBack(window, keys);
                        findAndEdit(window, keys);
                        addANote(window, keys);
                        takeOut(window, keys);
                        remove(window, keys);
                    });
            window.assertQuiet();
        }
    }

    private static void openTheHouse(
            PackagedServer server, Window window, Keys keys, Operator operator) {
        window.open(server.url());
        keys.write(window.field("Code from the console"), server.firstRunCode().orElseThrow());
        keys.press("Enter");
        window.heading("Who are you?").waitFor();
        keys.write(window.field("Name"), operator.name());
        keys.write(window.field("Mail address"), operator.mail());
        keys.write(window.field("Password"), operator.password());
        keys.press("Enter");
        window.heading("Who plays here?").waitFor();
        keys.write(window.field("Name on the poster"), "Postwagen");
        keys.enter(window.button("Next: the recovery sheet"));
        String last = window.page().locator("ol.words li").last().innerText().strip();
        keys.enter(window.button("I have it on paper"));
        keys.write(window.field("Last word of the sheet"), last.substring(last.length() - 4));
        keys.press("Enter");
        window.heading("Come in").waitFor();
        keys.write(window.field("Mail address"), operator.mail());
        keys.write(window.field("Password"), operator.password());
        keys.press("Enter");
        window.heading("Today").waitFor();
    }

    private static void skipToTheContent(Window window, Keys keys) {
        window.settle();
        Locator skip = window.link("Skip to the content");
        keys.go(skip);
        keys.press("Enter");
        assertThat(window.page().locator("main")).isFocused();
        assertThat(window.heading("Today")).isVisible();
    }

    /** By the drawer, which a narrow screen keeps away. */
    private static void goTo(Window window, Keys keys, String entry, String heading) {
        keys.enter(window.button("Menu"));
        // Only once it has come in: before, nothing in it can be reached.
        assertThat(window.page().locator("vaadin-app-layout [part=drawer]")).isFocused();
        keys.enter(
                window.page()
                        .locator("vaadin-side-nav-item")
                        .filter(new Locator.FilterOptions().setHasText(entry))
                        .locator("a")
                        .first());
        keys.at(window.heading(heading).first());
    }

    private static void choose(Window window, Keys keys, Path file) {
        keys.go(window.button("Choose a file"));
        FileChooser chooser = window.page().waitForFileChooser(() -> keys.press("Enter"));
        chooser.setFiles(file);
    }

    private static void install(Window window, Keys keys) {
        goTo(window, keys, "Plugins", "Plugins");
        keys.enter(window.button("From a file"));
        choose(window, keys, Distribution.folder().resolve("plugins/crm.jar"));
        keys.enter(window.button("Agree and install"));
        window.text("People and audiences is installed and runs.").waitFor(PATIENT);
        window.settle();
        keys.assertNotLost("installing");
    }

    private static void bringAList(Window window, Keys keys, PeopleFile file) {
        goTo(window, keys, "People", "People");
        keys.enter(window.button("Bring a list"));
        keys.at(window.heading("Bring a list"));
        choose(window, keys, file.path());
        keys.at(window.heading("Columns"));
        keys.enter(window.button("Next: permission"));
        keys.at(window.heading("Permission"));
        keys.go(window.page().locator("vaadin-radio-button input").first());
        keys.press("Space");
        keys.write(window.field("Where do they come from?"), "The guest book of our concerts");
        keys.go(window.field("Since when?"));
        keys.type("11012026");
        keys.enter(window.button("Rehearse"));
        Locator go = window.button(Pattern.compile("Import [0-9,.]+ people"));
        go.waitFor(PATIENT);
        keys.at(window.heading("Rehearsal"));
        keys.enter(go);
        Locator done = window.heading("Your list is here");
        done.waitFor(PATIENT);
        keys.at(done);
    }

    /** Letters lead, but never out of a field or a dialog. */
    private static void goByLetters(Window window, Keys keys) {
        Locator sheet = window.page().locator("vaadin-dialog[opened]");
        keys.press("?");
        assertThat(sheet).containsText("This sheet");
        assertThat(sheet).containsText("Open the row");
        assertThat(sheet).containsText("Find on this screen");
        keys.press("g");
        keys.press("o");
        keys.press("Escape");
        assertThat(sheet).hasCount(0);
        assertThat(window.heading("People").first()).isVisible();
        keys.press("g");
        keys.press("o");
        keys.at(window.heading("Organisations").first());
        Locator search = window.field("Find by name or mail");
        keys.press("/");
        keys.at(search);
        keys.type("gp?/");
        assertThat(search).hasValue("gp?/");
        assertThat(sheet).hasCount(0);
        goTo(window, keys, "People", "People");
    }

    private static void walkTheList(Window window, Keys keys) {
        goTo(window, keys, "People", "People");
        Locator rows = window.page().locator("bl-keyset-list tbody tr");
        keys.go(rows.first());
        String first = rows.first().innerText();
        keys.press("PageDown");
        keys.at(rows.nth(10));
        keys.press("ArrowUp");
        keys.at(rows.nth(9));
        keys.press("End");
        keys.at(rows.last());
        keys.press("Home");
        keys.at(rows.first());
        assertThat(rows.first().innerText()).isEqualTo(first);
        keys.press("x");
        assertThat(rows.first()).hasAttribute("aria-selected", "true");
        keys.enter(window.button("Choose all " + PEOPLE));
        keys.at(window.button("Tag"));
        assertThat(window.text(PEOPLE + " chosen").first()).isVisible();
        keys.enter(window.button("Choose nobody"));
        keys.at(rows.first());
    }

    /** Whoever deletes goes on with the next one, and a key takes it back. */
    private static void deleteAndBringBack(Window window, Keys keys) {
        Locator rows = window.page().locator("bl-keyset-list tbody tr");
        keys.go(rows.first());
        String first = rows.first().innerText();
        String third = rows.nth(2).innerText();
        keys.press("x");
        keys.press("j");
        keys.press("x");
        keys.enter(window.button("Delete the chosen people"));
        window.text("2 people deleted").waitFor();
        assertThat(rows.first()).hasText(third, AS_SHOWN);
        keys.at(rows.first());
        keys.press("ControlOrMeta+z");
        assertThat(rows.first()).hasText(first, AS_SHOWN);
        keys.at(rows.nth(2));
        keys.press("Home");
        keys.at(rows.first());
        keys.press("Enter");
        keys.at(window.page().locator("h1"));
        keys.enter(window.button("Delete"));
        window.text("1 person deleted").waitFor();
        assertThat(rows.nth(1)).hasText(third, AS_SHOWN);
        keys.at(rows.first());
        keys.enter(window.button("Undo"));
        keys.at(window.page().locator("h1"));
        assertThat(window.button("Edit")).isVisible();
        goTo(window, keys, "People", "People");
    }

    private static void findAndEdit(Window window, Keys keys) {
        Locator search = window.page().getByLabel("Find by name or mail").first();
        keys.assertEdgesAreMissed("A", "BUTTON", "VAADIN-BUTTON", "INPUT", "TR");
        window.page().reload();
        keys.write(search, "dvo");
        Locator row = window.page().locator("tbody tr:has-text('Dvořák')").first();
        row.waitFor();
        assertThat(window.page().locator("bl-keyset-list tbody tr")).hasCount(1);
        keys.go(row);
        keys.press("Enter");
        Locator edit = window.button("Edit");
        edit.waitFor();
        keys.at(window.page().locator("h1"));
        keys.enter(edit);
        keys.at(window.field("Given name"));
        keys.write(window.field("City"), "Nelahozeves");
        keys.enter(window.button("Save"));
        assertThat(window.text("Nelahozeves")).isVisible();
        keys.at(window.page().locator("h1"));
    }

    private static void addANote(Window window, Keys keys) {
        keys.write(window.field("Write a note"), "Plays the viola, asks for scores");
        keys.enter(window.button("Seal this note"));
        assertThat(window.page().locator(".bl-notes li").first()).containsText("viola");
        keys.at(window.field("Write a note"));
    }

    private static void takeOut(Window window, Keys keys) {
        goTo(window, keys, "People", "People");
        keys.go(window.link("Export everybody"));
        Download download = window.page().waitForDownload(() -> keys.press("Enter"));
        assertThat(CsvReading.rows(download.path())).hasSize(PEOPLE);
    }

    /** Across the width at which the drawer comes and goes, a dialog keeps who is in it. */
    private static void turnTheTablet(Window window, Keys keys) {
        Locator narrow = window.page().locator("vaadin-app-layout[overlay]");
        Locator dialog = window.page().locator("vaadin-dialog[opened]");
        window.page().setViewportSize(1024, WindowSize.PHONE.height());
        assertThat(narrow).hasCount(0);
        for (int i = 0; i < 8; i++) {
            keys.press("Tab");
            assertThat(dialog.evaluate("one => one.contains(document.activeElement)"))
                    .as("still in the dialog: " + keys.here())
                    .isEqualTo(true);
        }
        window.page().setViewportSize(WindowSize.PHONE.width(), WindowSize.PHONE.height());
        assertThat(narrow).hasCount(1);
    }

    private static void remove(Window window, Keys keys) {
        goTo(window, keys, "Plugins", "Plugins");
        Locator remove = window.button("Remove People and audiences");
        keys.enter(remove);
        // Second thoughts lead back to where one was, and the same key asks again.
        window.button("Remove and keep the data").waitFor();
        turnTheTablet(window, keys);
        keys.press("Escape");
        keys.at(remove);
        keys.press("Enter");
        Locator keep = window.page().locator("vaadin-radio-button input").first();
        keys.go(keep);
        keys.press("ArrowDown");
        keys.enter(window.button("Remove and erase for good"));
        window.text("Removed").waitFor(PATIENT);
        window.settle();
        keys.assertNotLost("removing");
    }
}
