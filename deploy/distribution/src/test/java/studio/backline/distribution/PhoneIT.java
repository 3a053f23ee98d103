package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.distribution.lists.PeopleFile;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** The same tasks at the width of a phone, by day and on stage. */
class PhoneIT {

    private static final int PEOPLE = 60;

    /** Names in the bar at the foot that are to be seen, and those that are cut. */
    private static final String NAMES =
            "() => [...document.querySelectorAll('.bl-bottom-bar span')]"
                    + ".filter(name => name.offsetWidth > 0).map(name => name.textContent)";

    private static final String CUT =
            NAMES.replace(".map", ".filter(name => name.scrollWidth > name.clientWidth).map");

    /** Those that the tasks do not lead over. */
    private static final Map<String, String> SCREENS =
            Map.of(
                    "organisations", "Organisations",
                    "organisations/new", "Add an organisation",
                    "people/new", "Add a person",
                    "people/import", "Bring a list",
                    "settings", "Settings",
                    "settings/people", "People in this workspace",
                    "settings/work", "Work in this workspace",
                    "account", "Your account",
                    "nowhere", "Nothing here");

    /** What a finger meets that presses in the middle of a button of the screen. */
    private static final String MEETS_THE_SCREEN =
            """
            button => {
              const {left, top, width, height} = button.getBoundingClientRect();
              const met = document.elementFromPoint(left + width / 2, top + height / 2);
              return document.querySelector('main').contains(met);
            }
            """;

    @TempDir Path folder;

    @Test
    void theTasksGoOnAPhone() {
        PeopleFile file = PeopleFile.write(folder, PEOPLE);
        try (PackagedServer server = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.PHONE)) {
            Pictures.onFailure(server, window, "phone", () -> walk(server, window, file));
            try (Window touched = browser.window(WindowSize.TOUCHED_PHONE)) {
                Pictures.onFailure(server, touched, "bar", () -> readTheBar(server, touched));
            }
            Pictures.onFailure(server, window, "phone", () -> leave(server, browser, window));
        }
    }

    /** Whoever has Today open meanwhile reads there what whoever opens it now does. */
    private static void leave(PackagedServer server, Chromium browser, Window window) {
        try (Window other = browser.window(WindowSize.DESK)) {
            new HouseWalk(server, other, false).signIn(Operator.usual());
            other.text("people are here.").waitFor();
            new HouseWalk(server, window, true).removeAndErase();
            other.text("The house is open and still empty.").waitFor();
        }
        window.assertQuiet();
    }

    private static void readTheBar(PackagedServer server, Window window) {
        HouseWalk house = new HouseWalk(server, window, false);
        house.signIn(Operator.usual());
        window.page().waitForFunction("() => (" + NAMES + ")().includes('Organisations')");
        assertThat(window.page().evaluate(CUT)).as("cut names").isEqualTo(List.of());
    }

    private static void walk(PackagedServer server, Window window, PeopleFile file) {
        HouseWalk house = new HouseWalk(server, window, true);
        PeopleWalk people = new PeopleWalk(house, window);
        house.openTheHouse(Operator.usual());
        house.comeIn(Operator.usual());
        house.installWhatLiesReady();
        people.bringAList(file);
        house.goTo("people", "People");
        jumpByLetters(window.page());
        openTheDrawerOverIt(house, window);
        people.unfoldTheList("dvo");
        people.find("dvo", "Dvořák");
        people.changeCity("Dvořák", "Nelahozeves");
        people.recordANo("Told me on the phone");
        people.find("dvo", "Dvořák");
        people.assertSign("No texts");
        assertThat(people.takeOut()).hasSize(PEOPLE);
        SCREENS.forEach(
                (path, title) -> {
                    house.goTo(path, title);
                    house.look(title);
                });
        house.goTo("organisations", "Organisations");
        window.button("Bring a list").click();
        window.heading("Bring a list").waitFor();
        window.page().waitForURL(server.url().resolve("organisations/import").toString());
    }

    /** Of the letters as many are seen as there is room for; the arrows lead to the others too. */
    private static void jumpByLetters(Page page) {
        Locator letters = page.locator(".bl-rail > button");
        Locator seen = page.locator(".bl-rail > button:visible");
        letters.first().waitFor();
        int all = letters.count();
        assertThat(all).isGreaterThan(9);
        PlaywrightAssertions.assertThat(seen).hasCount(all);
        page.setViewportSize(WindowSize.PHONE.width(), 460);
        PlaywrightAssertions.assertThat(letters.nth(1)).isHidden();
        assertThat(seen.count()).isGreaterThan(1);
        assertThat(page.evaluate("document.querySelector('.bl-rail').scrollHeight"))
                .isEqualTo(page.evaluate("document.querySelector('.bl-rail').clientHeight"));
        letters.first().press("ArrowDown");
        PlaywrightAssertions.assertThat(letters.nth(1)).isFocused();
        PlaywrightAssertions.assertThat(letters.first()).isHidden();
        page.setViewportSize(WindowSize.PHONE.width(), WindowSize.PHONE.height());
        PlaywrightAssertions.assertThat(seen).hasCount(all);
    }

    /** Nothing that floats there is pressed through the drawer, and that goes with the screen. */
    private static void openTheDrawerOverIt(HouseWalk house, Window window) {
        Locator pill = window.page().locator(".bl-screen-header vaadin-button[theme~=primary]");
        Locator drawer = window.page().locator("vaadin-app-layout[drawer-opened]");
        assertThat(pill.evaluate(MEETS_THE_SCREEN)).isEqualTo(true);
        window.button("Menu").click();
        PlaywrightAssertions.assertThat(drawer).hasCount(1);
        window.settle();
        assertThat(pill.evaluate(MEETS_THE_SCREEN)).isEqualTo(false);
        house.goTo("organisations", "Organisations");
        PlaywrightAssertions.assertThat(drawer).hasCount(0);
    }
}
