package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** Text that would like to be something else is shown as text, on a phone. */
class EveryNaughtyStringIT {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String EVENT = "\"><img src=/x onerror=alert(2)> $& $$";
    private static final String ADDRESS = "javascript:alert(3)//";
    private static final String EXPRESSION = "${7*7} #{7*7} {{7*7}} {0} {0,choice} '{1}' %s";
    private static final String BACKWARDS = "\u202egnp.exe \u2066x\u2069";
    private static final String INVISIBLE = "a\u200bb\u200d\ufeffc\u0001d";
    private static final String FLOOD = "Z\u0351\u036b\u0343\u036a\u0302\u036b".repeat(8);
    private static final String PICTURES = "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿𠜎";
    private static final String LONG = "W".repeat(78);

    /** A tag that no other has, then those of all; the second form offers them. */
    private static final String[] OF_A_PERSON = {"in a hurry", EXPRESSION, LONG};

    private static final String[] OF_AN_ORGANISATION = {"at once", EXPRESSION, LONG};

    private static final Pattern ACTS = Pattern.compile(".*v-r=uidl.*");

    private static final Map<String, String> PERSON =
            Map.of(
                    "Title", BACKWARDS,
                    "Given name", SCRIPT,
                    "Family name", EVENT,
                    "Stage name", EXPRESSION,
                    "Salutation", FLOOD,
                    "Language", PICTURES,
                    "City", LONG,
                    "Country", INVISIBLE);
    private static final Map<String, String> ORGANISATION =
            Map.of(
                    "Name", EVENT,
                    "City", LONG,
                    "Country", BACKWARDS);
    private static final List<String> ALL =
            List.of(
                    SCRIPT,
                    EVENT,
                    ADDRESS,
                    EXPRESSION,
                    BACKWARDS,
                    INVISIBLE,
                    FLOOD,
                    PICTURES,
                    LONG);

    @Test
    void whateverIsTypedIsShownAsItWasTyped() {
        Operator operator =
                new Operator(EVENT, "tomke@backline.test", "seven kettles on the quay wall");
        try (PackagedServer server = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.PHONE)) {
            HouseWalk house = new HouseWalk(server, window, false);
            Pictures.onFailure(
                    server,
                    window,
                    "naughty",
                    () -> {
                        house.openTheHouse(operator, SCRIPT + FLOOD);
                        house.signIn(operator);
                        house.installWhatLiesReady();
                        addAPerson(house, window);
                        addAnOrganisation(house, window);
                        search(house, window, "people", "People", "Find by name or mail");
                        search(
                                house,
                                window,
                                "organisations",
                                "Organisations",
                                "Find by name or mail");
                    });
            window.assertQuiet();
        }
    }

    private static void addAPerson(HouseWalk house, Window window) {
        house.goTo("people/new", "Add a person");
        type(window, PERSON);
        tag(window, OF_A_PERSON, false);
        house.look("the form");
        window.button("Add this person").click();
        window.text("1 person added").waitFor();
        window.assertAside("vaadin-notification-card");
        kept(window, OF_A_PERSON);
        note(window);
        shows(house, window, "the person", PERSON.values());
        shows(house, window, "the notes", ALL);
        window.button("Edit").or(window.link("Edit")).first().click();
        holds(window, PERSON);
        house.look("the form again");
    }

    private static void addAnOrganisation(HouseWalk house, Window window) {
        house.goTo("organisations/new", "Add an organisation");
        window.page().locator("vaadin-select").click();
        window.page().locator("vaadin-select-item").getByText("Handle").click();
        Locator contact = window.page().locator(".bl-contact-line vaadin-text-field input");
        contact.first().fill(SCRIPT);
        contact.last().fill(FLOOD);
        type(window, ORGANISATION);
        tag(window, OF_AN_ORGANISATION, true);
        house.look("the form of an organisation");
        window.button("Add this organisation").click();
        window.text("1 organisation added").waitFor();
        window.assertAside("vaadin-notification-card");
        kept(window, OF_AN_ORGANISATION);
        note(window);
        shows(house, window, "the organisation", ORGANISATION.values());
        shows(house, window, "how it is reached, its notes and tags", ALL);
        window.button("Edit").or(window.link("Edit")).first().click();
        holds(window, ORGANISATION);
    }

    /** A new one, then those that may be offered, before the server has answered once. */
    private static void tag(Window window, String[] all, boolean offered) {
        Locator tags = window.field("Tags");
        tags.click();
        PlaywrightAssertions.assertThat(
                        window.page().locator("vaadin-multi-select-combo-box[loading]"))
                .hasCount(0);
        List<Route> held = new ArrayList<>();
        window.page().route(ACTS, held::add);
        for (String tag : all) {
            tags.fill(tag);
            if (offered && !tag.equals(all[0])) {
                window.page().locator("vaadin-multi-select-combo-box-item[focused]").waitFor();
            }
            tags.press("Enter");
        }
        window.page().unroute(ACTS);
        held.forEach(Route::resume);
        PlaywrightAssertions.assertThat(
                        window.page().locator("vaadin-multi-select-combo-box-chip[slot=chip]"))
                .containsText(all);
    }

    private static void kept(Window window, String[] all) {
        for (String tag : all) {
            window.text(tag).waitFor();
        }
    }

    private static void note(Window window) {
        Locator note = window.field("Write a note");
        note.waitFor();
        for (String text : ALL) {
            note.fill(text);
            window.button("Seal this note").click();
            PlaywrightAssertions.assertThat(note).hasValue("");
        }
    }

    private static void search(
            HouseWalk house, Window window, String path, String heading, String field) {
        house.goTo(path, heading);
        Locator rows = window.page().locator("bl-keyset-list tbody tr");
        PlaywrightAssertions.assertThat(rows.first()).containsText(EVENT);
        assertThat(rows.first().locator("input").getAttribute("aria-label")).contains(EVENT);
        house.look("the list of " + path);
        Locator search = window.field(field);
        for (String text : ALL) {
            search.fill(text);
            house.look("the search for " + text);
            PlaywrightAssertions.assertThat(search).hasValue(text);
        }
        search.fill("onerror");
        PlaywrightAssertions.assertThat(rows.first()).containsText("onerror=alert(2)");
    }

    private static void type(Window window, Map<String, String> texts) {
        texts.forEach((label, text) -> window.field(label).fill(text));
    }

    private static void holds(Window window, Map<String, String> texts) {
        texts.forEach(
                (label, text) ->
                        PlaywrightAssertions.assertThat(window.field(label)).hasValue(text));
    }

    private static void shows(
            HouseWalk house, Window window, String screen, Iterable<String> texts) {
        house.look(screen);
        String page = String.valueOf(window.page().evaluate("() => document.body.textContent"));
        assertThat(page).as(screen).contains(texts);
    }
}
