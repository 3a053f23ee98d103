package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import studio.backline.distribution.lists.CsvReading;
import studio.backline.distribution.lists.PeopleFile;

/** What a person does with people: brings a list, finds, changes, takes the list out again. */
final class PeopleWalk {

    /** Longer than a toast stays that nobody points at, on the browser's own clock. */
    private static final long LATER = 20_000;

    private static final String WHOLE =
            """
            sign => {
              const box = sign.getBoundingClientRect();
              const cell = sign.closest('td').getBoundingClientRect();
              return sign.getClientRects().length === 1 && box.left >= cell.left
                  && box.right <= cell.right && cell.right <= innerWidth;
            }
            """;

    private final HouseWalk house;
    private final Window window;

    PeopleWalk(HouseWalk house, Window window) {
        this.house = house;
        this.window = window;
    }

    void bringAList(PeopleFile file) {
        beginImport(file.path());
        rehearse();
        Locator go = window.button(Pattern.compile("Import [0-9,.]+ people"));
        go.waitFor(patient());
        house.look("the rehearsal");
        assertThat(window.text("%,d".formatted(file.good().size()))).isVisible();
        go.click();
        window.text("Your list is here").waitFor(patient());
        house.look("the result of the import");
        assertThat(window.text("The %d rows left out".formatted(file.leftOut()))).isVisible();
    }

    /** Up to the columns. */
    void beginImport(Path file) {
        house.goTo("people/import", "Bring a list");
        house.look("bring a list");
        FileChooser chooser =
                window.page().waitForFileChooser(() -> window.button("Choose a file").click());
        chooser.setFiles(file);
        window.button("Next: permission").waitFor(patient());
        house.look("the columns");
        Locator first = window.page().locator("vaadin-combo-box input").first();
        first.press("ArrowDown");
        house.look("the choices for a column");
        first.press("Escape");
    }

    /** From the columns to the rehearsal, which takes its time. */
    void rehearse() {
        window.button("Next: permission").click();
        window.button("Rehearse").click();
        Locator since = window.field("Since when?");
        assertThat(since).hasAttribute("aria-invalid", "true");
        assertThat(since).hasAttribute("type", "date");
        window.text("They agreed to it").click();
        window.field("Where do they come from?").fill("The guest book of our concerts");
        since.fill("2026-11-01");
        house.look("the permission");
        window.button("Rehearse").click();
    }

    /**
     * Looks at the list, and opens whatever can be opened over it: over a short one, which is
     * looked at much faster.
     *
     * @param letters what one person has
     */
    void unfoldTheList(String letters) {
        house.goTo("people", "People");
        Locator rows = window.page().locator("bl-keyset-list tbody tr");
        rows.first().waitFor();
        house.look("the list");
        search().fill(letters);
        assertThat(rows).hasCount(1);
        house.unfold("of any role", "the roles of the filter");
        house.unfold("tagged or not", "the tags of the filter");
        house.unfold("sorted by name", "the orders");
        rows.first().press("x");
        house.look("the acts upon those who are chosen");
        house.unfold("Tag", "the question for a tag");
        rows.first().press("Escape");
    }

    /** Those who fit, in order, and nobody else. */
    void find(String letters, String... expected) {
        house.goTo("people", "People");
        search().fill(letters);
        assertThat(window.page().locator("bl-keyset-list tbody tr")).containsText(expected);
        house.look("the people found");
    }

    Locator search() {
        return window.page().getByLabel("Find by name or mail").first();
    }

    /** With new tags, whose list is still open when the button is pressed. */
    void add(String given, String family, String... names) {
        house.goTo("people/new", "Add a person");
        window.field("Given name").fill(given);
        window.field("Family name").fill(family);
        Locator tags = window.field("Tags");
        tags.click();
        for (String name : names) {
            tags.pressSequentially(name);
            tags.press("Enter");
        }
        window.page().clock().install();
        window.button("Add this person").click();
        assertItWaits(window.text("1 person added"));
        assertThat(window.heading(given + " " + family)).isVisible();
        List.of(names).forEach(name -> assertThat(window.text(name)).isVisible());
    }

    /** A toast stays for as long as somebody points at it, and goes by itself after. */
    private void assertItWaits(Locator toast) {
        toast.hover();
        window.page().clock().fastForward(LATER);
        window.settle();
        assertThat(toast).isVisible();
        window.page().mouse().move(0, 0);
        assertThat(toast).isVisible();
        window.page().clock().fastForward(LATER);
        assertThat(toast).hasCount(0);
    }

    void changeCity(String name, String city) {
        window.text(name).click();
        window.button("Edit").or(window.link("Edit")).first().click();
        house.look("the form of a person");
        Locator roles = window.field("Roles");
        roles.press("ArrowDown");
        house.look("the roles of a person");
        roles.press("Escape");
        Locator ways = window.page().locator("vaadin-select").first();
        ways.click();
        house.look("the kinds of ways to reach a person");
        window.page().keyboard().press("Escape");
        window.field("City").fill(city);
        window.button("Save").click();
        assertThat(window.text(city)).isVisible();
        house.look("a person");
    }

    /** On the page of a person; there is no way back from it, which it says before. */
    void recordANo(String source) {
        Locator act = window.button("Record a no");
        act.click();
        house.look("the question for a no");
        window.button("Record their no").click();
        assertThat(window.field("Mail")).isFocused();
        house.look("what is missing of a no");
        window.page().getByLabel("Text messages").check();
        window.field("How do you know?").fill(source);
        window.button("Record their no").click();
        assertThat(window.text(source)).isVisible();
        assertThat(window.text("Withdrawn today")).isVisible();
        house.look("a person who said no");
    }

    /** At the end of a row: a sign, and a word beside it that is seen whole, in one line. */
    void assertSign(String word) {
        Locator sign = window.page().locator("bl-keyset-list .bl-c-end .bl-brief").first();
        assertThat(sign).isVisible();
        assertThat(sign).hasText(word);
        assertThat(sign.locator("xpath=..").locator(".bl-icon")).isVisible();
        Assertions.assertThat(sign.evaluate(WHOLE)).as("seen whole").isEqualTo(true);
    }

    /** Of several words in a cell one is seen whole, and how many more there are. */
    void assertChips(String word) {
        Locator chips = window.page().locator("bl-keyset-list .bl-chips:has(.bl-more)").first();
        for (Locator seen : List.of(chips.getByText(word), chips.locator(".bl-more"))) {
            assertThat(seen).isVisible();
            Assertions.assertThat(seen.evaluate(WHOLE)).as("seen whole").isEqualTo(true);
        }
    }

    List<Map<String, String>> takeOut() {
        house.goTo("people", "People");
        Download download =
                window.page().waitForDownload(() -> window.text("Export everybody").click());
        return CsvReading.rows(download.path());
    }

    void assertCount(int people) {
        house.goTo("people", "People");
        assertThat(window.text("%,d".formatted(people))).isVisible();
    }

    private static Locator.WaitForOptions patient() {
        return new Locator.WaitForOptions().setTimeout(60_000);
    }
}
