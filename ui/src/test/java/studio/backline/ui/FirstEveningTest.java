package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.ui.TestHouse.MAIL;
import static studio.backline.ui.TestHouse.PASSWORD;

import java.net.HttpCookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.testkit.Page;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/** A house from its first evening on: what has an order is what a person did to open it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstEveningTest {

    private static final String MAKE = "Make another workspace";
    private static final String OUT = "You are signed out.";
    private static final Pattern LINE = Pattern.compile("<code>([^<]+)</code>");

    @TempDir static Path folder;
    private static TestHouse house;

    @BeforeAll
    static void build() {
        house = TestHouse.build(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    @Order(1)
    void every_address_leads_to_the_first_run_until_the_house_is_open() {
        for (String path : List.of("", "sign-in", "plugins", "people/7", "registration")) {
            Page page = house.visitor().open(path);

            assertThat(page.url().getPath()).as(path).isEqualTo("/first-run/code");
        }
    }

    @Test
    @Order(2)
    void a_wrong_code_opens_nothing_and_says_where_to_look() {
        Visitor visitor = house.visitor();
        Page again =
                visitor.submit(visitor.open("first-run/code"), Map.of("code", "AAAA-BBBB-CCCC"));
        assertThat(again.body()).contains("Look at its console");
        assertThat(visitor.open("first-run/open").url().getPath()).isEqualTo("/first-run/code");
    }

    @Test
    @Order(3)
    void the_wizard_keeps_what_was_said_and_opens_by_the_last_word_of_the_sheet() {
        Visitor visitor = house.visitor();
        Page you = visitor.submit(visitor.open("first-run/code"), Map.of("code", house.code()));
        Page wrongAll =
                visitor.submit(you, Map.of("name", "", "mail", "tomke", "password", "password"));
        assertThat(wrongAll.body())
                .contains("id=\"name-wrong\"", "id=\"mail-wrong\"", "id=\"password-wrong\"");
        Page weak =
                visitor.submit(you, Map.of("name", "Tomke", "mail", MAIL, "password", "password"));
        assertThat(weak.body())
                .contains("at least 12 characters", "value=\"Tomke\"")
                .doesNotContain("not right yet");
        Page plays =
                visitor.submit(weak, Map.of("name", "Tomke", "mail", MAIL, "password", PASSWORD));
        Page taken = visitor.submit(plays, Map.of("poster", "Postwagen", "slug", "api"));
        assertThat(taken.body()).contains("The server needs this word itself");
        Page sheet =
                visitor.submit(
                        taken, Map.of("poster", "Postwagen", "slug", "wagen", "plays", "SEVERAL"));

        assertThat(house.idleMinutes(visitor)).as("with a draft").isEqualTo(60);
        assertThat(visitor.open("first-run/you").body()).contains(MAIL);
        assertThat(visitor.open("first-run/plays").body()).contains("Postwagen", "wagen");

        List<String> lines = LINE.matcher(sheet.body()).results().map(MatchResult::group).toList();
        assertThat(lines).hasSize(8);
        Page open = visitor.submit(sheet, Map.of());
        Page wrong = visitor.submit(open, Map.of("word", "0000"));
        assertThat(wrong.body()).contains("not the last word");
        String word = lines.getLast().replaceAll("<[^>]+>", "").split(" ")[1];
        Page done = visitor.submit(wrong, Map.of("word", word));

        assertThat(done.url().getPath()).isEqualTo("/sign-in");
        assertThat(done.body()).contains("The house is open");
        assertThat(visitor.open("first-run/code").status()).isEqualTo(404);
        assertThat(wrongAll.body()).contains("3 fields are not right yet", "href=\"#password\"");
    }

    @Test
    @Order(4)
    void a_wrong_password_is_told_in_words_and_not_in_the_address() {
        Visitor visitor = house.visitor();
        Page again =
                visitor.submit(
                        visitor.open("sign-in"),
                        Map.of("username", MAIL, "password", "not the right one"));

        assertThat(again.body()).contains("The address or the password is not right");
        assertThat(again.url().toString()).doesNotContain("tomke");
    }

    @Test
    @Order(5)
    void signing_in_gives_a_new_session_and_no_cookie_but_it_and_the_one_of_forms() {
        Visitor visitor = house.visitor();
        Page page = visitor.open("settings");
        String before = TestHouse.session(visitor).getValue();
        Page in = visitor.submit(page, Map.of("username", MAIL, "password", PASSWORD));

        assertThat(in.url().getPath() + " " + in.status()).isEqualTo("/settings 200");
        assertThat(in.header("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' 'nonce-")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(visitor.cookies())
                .extracting(HttpCookie::getName)
                .containsExactlyInAnyOrder("backline-session", "backline-form");
        HttpCookie session = TestHouse.session(visitor);
        assertThat(visitor.cookies()).allMatch(HttpCookie::isHttpOnly);
        assertThat(session.getValue()).isNotEqualTo(before);
    }

    @Test
    void the_address_that_somebody_wanted_is_the_one_that_opens_after_signing_in() {
        Visitor visitor = house.visitor();
        Page in =
                visitor.submit(
                        visitor.open("settings/people?from=a+link"),
                        Map.of("username", MAIL, "password", PASSWORD));

        assertThat(in.url()).isEqualTo(house.address().resolve("settings/people?from=a+link"));
    }

    @Test
    void settings_are_for_those_who_find_something_there() {
        for (Role role : List.of(Role.MANAGER, Role.MEMBER, Role.VIEWER)) {
            Visitor visitor = house.guest(role.name(), role);
            String today = visitor.openScreen("").body();
            String settings = visitor.openScreen("settings").body();

            assertThat(today).as("%s", role).contains("Today").doesNotContain("Plugins");
            if (role.covers(Role.MANAGER)) {
                assertThat(today).as("%s", role).contains("Settings");
                assertThat(settings).as("%s", role).doesNotContain("There is no page");
            } else {
                assertThat(today).as("%s", role).doesNotContain("Settings");
                assertThat(settings).as("%s", role).contains("There is no page");
            }
        }
    }

    @Test
    void a_window_belongs_to_one_workspace_and_is_led_away_once_that_is_closed_to_its_person() {
        Visitor visitor = house.guest("Bob", Role.OWNER);
        house.found("bob@backline.test", "Zebra Crossing");
        ScreenWindow window = visitor.openWindow("");
        assertThat(window.go("").body()).contains("Postwagen");

        house.takeOut("bob@backline.test");
        String answer = window.go("settings").body();

        assertThat(answer).contains("/left").doesNotContain("How new accounts are made");
        assertThat(visitor.open("left").body())
                .contains("Your access to Postwagen has ended", "Go to Zebra Crossing");
        assertThat(visitor.openScreen("").body()).contains("Zebra Crossing");
    }

    @Test
    void who_is_known_signs_in_on_the_way_of_an_invitation_and_lands_where_it_leads() {
        house.guest("Ida", Role.MEMBER);
        house.guest("Pia", Role.MEMBER);
        WorkspaceId quay = house.found("pia@backline.test", "Quay");
        String link = house.invitation(quay, "ida@backline.test", Role.MEMBER);
        Visitor visitor = house.visitor();
        assertThat(visitor.open(link).body()).contains("this page opens again");

        Page invitation =
                visitor.submit(
                        visitor.open("sign-in"),
                        Map.of("username", "ida@backline.test", "password", TestHouse.GUESTS));

        assertThat(invitation.url().getPath()).isEqualTo("/" + link);
        visitor.submit(invitation, Map.of());
        assertThat(visitor.openScreen("").body()).contains("You are in Quay now.");
        assertThat(visitor.openScreen("").body()).doesNotContain("You are in Quay now.");
    }

    @Test
    void who_is_in_no_workspace_reads_how_to_come_into_one() {
        Visitor visitor = house.guest("Nia", Role.MEMBER);

        house.takeOut("nia@backline.test");

        assertThat(visitor.openScreen("").body())
                .contains("You are in no workspace of this house")
                .doesNotContain("still empty");
    }

    @Test
    void whoever_runs_the_house_makes_another_workspace_from_settings_and_then_the_switcher() {
        Visitor visitor = house.signIn();
        assertThat(visitor.openScreen("settings").body()).contains(MAKE);
        assertThat(visitor.openScreen("").body()).doesNotContain(MAKE, "Go to another");

        house.foundAnother("Zweite Geige");

        assertThat(visitor.openScreen("").body())
                .contains(MAKE, "Workspace: Postwagen. Go to another", "Zweite Geige");
        Visitor manager = house.guest("Max", Role.MANAGER);
        assertThat(manager.openScreen("settings").body())
                .contains("Who works here")
                .doesNotContain(MAKE, "Who plays here");
    }

    /** However often a window asks, since it may leave answers behind. */
    @Test
    void who_signs_out_in_one_window_is_out_in_the_other() {
        String link = house.invitation(house.workspace(), "eve@backline.test", Role.MEMBER);
        Visitor browser = house.guest("Uma", Role.MEMBER);
        Visitor other = house.visitor();
        other.open("account");
        assertThat(house.idleMinutes(other)).as("kept for a stranger").isEqualTo(10);
        String old = TestHouse.session(browser).getValue();
        TestHouse.session(other).setValue(old);
        assertThat(other.open("account").url()).hasPath("/account");

        Page form = browser.open(link);
        String body = form.body().replace("action=\"/" + link, "action=\"/sign-out");
        Page out =
                browser.submit(new Page(form.url(), form.status(), form.headers(), body), Map.of());

        assertThat(out.url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("sign-in").body()).contains(OUT);
        TestHouse.session(other).setValue(old);
        other.open("VAADIN/push?v-r=push&v-uiId=0&X-Atmosphere-Transport=close");
        assertThat(other.open("account").body()).as("after a window's goodbye").contains(OUT);
        TestHouse.session(other).setValue(old);
        assertThat(other.open("account").url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("account").url()).hasPath("/sign-in").hasNoQuery();
        assertThat(other.open("account").body()).contains(OUT);
        assertThat(other.open("sign-in").body()).contains(OUT);
        assertThat(other.open("sign-in?again").body()).doesNotContain(OUT);
    }

    @Test
    void whose_session_is_ended_from_elsewhere_signs_in_again() {
        Visitor visitor = house.guest("Zoe", Role.MEMBER);
        assertThat(visitor.open("account").url()).hasPath("/account");
        assertThat(house.idleMinutes(visitor)).as("kept for who is known").isEqualTo(60);

        house.endSessions("zoe@backline.test");

        Page next = visitor.open("account");
        assertThat(next.url()).hasPath("/sign-in").hasNoQuery();
        assertThat(next.body()).doesNotContain(OUT);
    }

    /** As when a session ended by time, or a node has not heard of its end. */
    @Test
    void nothing_is_told_to_a_window_whose_session_is_gone() {
        Visitor visitor = house.guest("Kai", Role.MEMBER);
        Visitor other = house.guest("Lux", Role.MEMBER);
        visitor.openScreen("");
        other.openScreen("");
        assertThat(house.tells(visitor)).isTrue();

        house.loseSessions("kai@backline.test");

        assertThat(house.tells(visitor)).isFalse();
        assertThat(house.tells(other)).isTrue();
        assertThat(visitor.open("account").url()).hasPath("/sign-in").hasNoQuery();
    }

    @Test
    void an_invitation_says_that_nobody_makes_an_account_before_anything_is_typed() {
        String link = house.invitation(house.workspace(), "new@backline.test", Role.MEMBER);
        Visitor visitor = house.visitor();
        assertThat(visitor.open(link).body()).contains("name=\"password\"");

        String closed = house.whileNobodyRegisters(() -> visitor.open(link).body());

        assertThat(closed)
                .contains("makes no new accounts", "link stays good")
                .doesNotContain("name=\"password\"", "Ask someone who has one");
    }

    @Test
    void an_invitation_says_all_that_was_typed_wrong_at_once_and_keeps_what_was_right() {
        Visitor visitor = house.visitor();
        Page page =
                visitor.open(house.invitation(house.workspace(), "new@backline.test", Role.MEMBER));

        Page both = visitor.submit(page, Map.of("name", " ", "password", "short"));
        Page one = visitor.submit(both, Map.of("name", "Una", "password", "short"));

        assertThat(both.body())
                .contains("2 fields are not right yet", "href=\"#name\"", "href=\"#password\"")
                .contains("id=\"name-wrong\"", "id=\"password-wrong\"");
        assertThat(one.body())
                .contains("value=\"Una\"", "id=\"password-wrong\"")
                .doesNotContain("not right yet", "id=\"name-wrong\"", "value=\"short\"");
    }
}
