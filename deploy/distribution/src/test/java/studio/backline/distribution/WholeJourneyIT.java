package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.distribution.lists.PeopleFile;
import studio.backline.distribution.running.Figures;
import studio.backline.distribution.running.Heap;
import studio.backline.testkit.Distribution;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** One whole evening in a real browser, from an empty folder to a house that is well again. */
class WholeJourneyIT {

    private static final int PEOPLE = 10_000;
    private static final String MOVED_TO = "Łódź";

    @TempDir Path folder;

    @Test
    void aHouseIsOpenedFilledLookedThroughAndEmptiedAgain() {
        PeopleFile file = PeopleFile.write(folder, PEOPLE);
        try (PackagedServer server = asAUserWould().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.DESK)) {
            Pictures.onFailure(
                    server, window, "journey", () -> walk(server, window, Operator.usual(), file));
        }
    }

    /**
     * Without the archived classes of the other walks; the better compiler would only cost here.
     */
    private static PackagedServer asAUserWould() {
        return PackagedServer.fresh().with("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    }

    private static void walk(
            PackagedServer server, Window window, Operator operator, PeopleFile file) {
        HouseWalk house = new HouseWalk(server, window, true);
        PeopleWalk people = new PeopleWalk(house, window);

        house.openTheHouse(operator);
        house.comeIn(operator);
        house.installFromFile(Distribution.folder().resolve("plugins/crm.jar"));
        people.bringAList(file);
        people.assertCount(PEOPLE);
        house.goTo("", "Today");
        window.text("%,d people are here.".formatted(PEOPLE)).waitFor();
        people.unfoldTheList("krz");
        new BackWalk(house, window).comeBackToTheList("fan12");
        people.find("krz", "Krzemykówna");
        people.changeCity("Krzemykówna", MOVED_TO);
        assertEverybodyIsThere(file, people.takeOut());
        people.add("Bo", "Li", "brass", "vip");
        people.recordANo("Told me on the phone");
        people.find(
                "bo",
                "Bo Li",
                "<b>Bold</b> <script>alert(1)</script>",
                "Robert'); DROP TABLE person;-- Tables");
        people.assertChips("brass");
        lookAtPeopleAndVanish(server, operator, window);
        Figures figures = Figures.of(server);
        figures.assertAsDocumented();
        figures.assertOfNobody(MOVED_TO, "Krzemykówna", operator.name(), operator.mail());
        house.removeAndErase();
        assertThat(Heap.ofPlugins(server)).as("left in memory").isEmpty();
        assertRouteIsGone(server, window);
        window.assertQuiet();
        assertThat(server.isHealthy()).isTrue();
        assertThat(server.stop()).isIn(0, 143);
    }

    /** Everybody as they were brought, sign for sign, but for the one who has moved since. */
    private static void assertEverybodyIsThere(
            PeopleFile file, List<Map<String, String>> exported) {
        assertThat(exported)
                .extracting(
                        row -> row.get("Given name"),
                        row -> row.get("Family name"),
                        row -> row.get("Mail"),
                        row -> row.get("City"))
                .containsExactlyInAnyOrderElementsOf(
                        file.good().stream().map(WholeJourneyIT::asKept).toList());
    }

    private static Tuple asKept(PeopleFile.Entry entry) {
        String city = entry.equals(PeopleFile.WANTED) ? MOVED_TO : PeopleFile.CITY;
        // A spreadsheet that cuts at semicolons must not calculate what stands behind one.
        String given = entry.given().replace(";-", ";'-");
        return tuple(given, entry.family(), entry.mail(), city);
    }

    /** A second window is led away while the plugin is off, and dies with its browser later. */
    private static void lookAtPeopleAndVanish(
            PackagedServer server, Operator operator, Window home) {
        Chromium other = Chromium.start();
        Window window = other.window(WindowSize.DESK);
        HouseWalk house = new HouseWalk(server, window, false);
        house.signIn(operator);
        house.goTo("people", "People");
        home.open(server.url().resolve("plugins"));
        home.button("Switch off People and audiences").click();
        window.text("What you had not saved there is not kept.").waitFor();
        window.text("“People and audiences” is not running now.").waitFor();
        house.look("today, led there");
        home.button("Switch on People and audiences").click();
        home.text("People and audiences runs.").waitFor();
        window.text("“People and audiences” is not running now.")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        house.goTo("people", "People");
        house.look("people in another window");
        assertThat(Heap.ofPlugins(server)).as("of a plugin in use").isNotEmpty();
        other.kill();
    }

    private static void assertRouteIsGone(PackagedServer server, Window window) {
        window.open(server.url().resolve("people"));
        window.text("There is no page at this address, or it is not for you.").waitFor();
    }
}
