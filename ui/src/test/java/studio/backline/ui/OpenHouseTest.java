package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

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
import studio.backline.testkit.NaughtyStrings;
import studio.backline.testkit.Page;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/** One house from its first evening on: the tests follow each other as a person's steps do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenHouseTest {

    private static final String MAIL = "tomke@backline.test";
    private static final String PASSWORD = "seven kettles on the quay wall";
    private static final String NOT_THERE = "There is no page at this address";
    private static final Pattern LINE = Pattern.compile("<code>([^<]+)</code>");
    private static final List<String> PROTECTING =
            List.of(
                    "Content-Security-Policy",
                    "X-Content-Type-Options",
                    "Referrer-Policy",
                    "Cross-Origin-Opener-Policy",
                    "Permissions-Policy",
                    "X-Frame-Options");

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
    void signing_in_gives_a_new_session_and_one_cookie() {
        Visitor visitor = house.visitor();
        Page page = visitor.open("sign-in");
        String before = visitor.cookies().getFirst().getValue();
        Page in = visitor.submit(page, Map.of("username", MAIL, "password", PASSWORD));

        assertThat(in.url().getPath() + " " + in.status()).isEqualTo("/ 200");
        assertThat(in.header("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' 'nonce-")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(visitor.cookies())
                .extracting(HttpCookie::getName)
                .containsExactly("backline-session");
        HttpCookie session = visitor.cookies().getFirst();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getValue()).isNotEqualTo(before);
    }

    @Test
    @Order(6)
    void without_sign_in_no_screen_opens() {
        for (String path : List.of("", "plugins", "settings", "settings/people", "people")) {
            Page page = house.visitor().open(path);

            assertThat(page.url().getPath()).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    @Order(6)
    void the_address_that_somebody_wanted_is_the_one_that_opens_after_signing_in() {
        Visitor visitor = house.visitor();
        Page in =
                visitor.submit(
                        visitor.open("settings/people?from=a+link"),
                        Map.of("username", MAIL, "password", PASSWORD));

        assertThat(in.url()).isEqualTo(house.address().resolve("settings/people?from=a+link"));
    }

    @Test
    @Order(6)
    void settings_are_for_those_who_find_something_there() {
        for (Role role : List.of(Role.MANAGER, Role.MEMBER, Role.VIEWER)) {
            Visitor visitor = house.member(MAIL, role);
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
    @Order(6)
    void a_window_belongs_to_one_workspace_and_is_led_away_once_that_is_closed_to_its_person() {
        Visitor visitor = house.guest(MAIL, "Bob", Role.OWNER);
        house.found("bob@backline.test", "Zebra Crossing");
        ScreenWindow window = visitor.openWindow("");
        assertThat(window.go("").body()).contains("Postwagen");

        house.takeOut(MAIL, "bob@backline.test");
        String answer = window.go("settings").body();

        assertThat(answer).contains("/left").doesNotContain("How new accounts are made");
        assertThat(visitor.open("left").body())
                .contains("Your access to Postwagen has ended", "Go to Zebra Crossing");
        assertThat(visitor.openScreen("").body()).contains("Zebra Crossing");
    }

    @Test
    @Order(6)
    void who_is_in_no_workspace_reads_how_to_come_into_one() {
        Leaving.theOnlyWorkspace(house, MAIL);
    }

    @Test
    @Order(6)
    void who_is_known_signs_in_on_the_way_of_an_invitation_and_lands_where_it_leads() {
        house.guest(MAIL, "Ida", Role.MEMBER);
        house.guest(MAIL, "Pia", Role.MEMBER);
        String token =
                house.inviteTo(house.found("pia@backline.test", "Quay"), "ida@backline.test");
        Visitor visitor = house.visitor();
        assertThat(visitor.open("invitation/" + token).body()).contains("this page opens again");

        Page invitation =
                visitor.submit(
                        visitor.open("sign-in"),
                        Map.of("username", "ida@backline.test", "password", TestHouse.GUESTS));

        assertThat(invitation.url().getPath()).isEqualTo("/invitation/" + token);
        visitor.submit(invitation, Map.of());
        assertThat(visitor.openScreen("").body()).contains("You are in Quay now.");
        assertThat(visitor.openScreen("").body()).doesNotContain("You are in Quay now.");
    }

    @Test
    @Order(6)
    void whoever_runs_the_house_makes_workspaces_and_is_told_what_does_not_go() {
        assertAll(
                () -> RunningTheHouse.forSeveralArtists(house, MAIL, PASSWORD),
                () -> RunningTheHouse.withAJarThatIsNone(house, MAIL, PASSWORD),
                () -> RunningTheHouse.withoutTls(house));
    }

    @Test
    @Order(6)
    void who_signs_out_or_is_signed_out_is_out_in_every_window() {
        Leaving.byOneself(house, MAIL);
        Leaving.byOthers(house, MAIL);
    }

    @Test
    @Order(6)
    void an_invitation_says_what_does_not_go_before_anything_is_typed_and_all_of_it_afterwards() {
        Inviting.whereNobodyMakesAnAccount(house, MAIL);
        Inviting.whereWhatWasTypedIsWrong(house, MAIL);
    }

    @Test
    @Order(7)
    void every_answer_carries_the_protecting_headers() {
        for (String path :
                List.of(
                        "sign-in",
                        "first-run/code",
                        "invitation/none",
                        "registration",
                        "error",
                        "tokens.css",
                        "pages.css",
                        "icons.svg",
                        "robots.txt",
                        "nothing/here",
                        "VAADIN/build/none.js",
                        "aura/fonts/InstrumentSans/InstrumentSans.woff2")) {
            Page page = house.visitor().open(path);

            for (String header : PROTECTING) {
                assertThat(page.header(header)).as("%s of %s", header, path).isPresent();
            }
            boolean file = path.contains(".");
            if (!file) {
                assertThat(page.header("Cache-Control").orElse(""))
                        .as("of " + path)
                        .contains("no-store");
            }
            assertThat(page.headers().get("set-cookie"))
                    .as("cookies of " + path)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            some ->
                                    assertThat(some)
                                            .allMatch(one -> one.startsWith("backline-session=")));
        }
    }

    @Test
    @Order(7)
    void whatever_stands_in_an_address_is_answered_without_a_fault() {
        Visitor stranger = house.visitor();
        for (String text : NaughtyStrings.all()) {
            String part = ScreenWindow.encode(text);
            for (String path : List.of("invitation/" + part, part)) {
                Page page = stranger.open(path);
                assertThat(page.status()).as(path).isIn(200, 400, 404);
                assertThat(page.body()).as(path).doesNotContain("<script>alert", "onerror=");
            }
        }
    }

    @Test
    @Order(7)
    void what_the_web_server_refuses_by_itself_gets_the_house_page_and_headers_too() {
        for (String request :
                List.of(
                        "GET /organisations/%00 HTTP/1.1\r\nHost: localhost",
                        "GET /organisations/%zz HTTP/1.1\r\nHost: localhost",
                        "GET /a|b HTTP/1.1\r\nHost: localhost",
                        "GET / HTTP/1.1",
                        "GET / HTTP/9.9\r\nHost: localhost",
                        "GET / HTTP/1.1\r\nHost: a b",
                        "G(T / HTTP/1.1\r\nHost: localhost",
                        "TRACE / HTTP/1.1\r\nHost: localhost",
                        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000),
                        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many")) {
            String name = request.substring(0, Math.min(60, request.length()));
            String answer = house.answerTo(request);

            assertThat(answer).as(name).matches("(?s)HTTP/1.1 [45]\\d\\d.*");
            assertThat(answer).as(name).doesNotContain("Tahoma", "Tomcat", "HTTP Status");
            for (String header : PROTECTING) {
                assertThat(answer).as(name).contains("\n" + header + ": ");
            }
            assertThat(answer).as(name).contains("/pages.css", "Back to today");
        }
    }

    @Test
    @Order(8)
    void a_form_without_its_token_is_refused() {
        Visitor visitor = house.visitor();
        Page page = visitor.open("sign-in");
        Page refused =
                visitor.submit(
                        page, Map.of("username", MAIL, "password", PASSWORD, "_csrf", "forged"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("open too long");
        assertThat(visitor.open("").url().getPath()).isEqualTo("/sign-in");
    }

    @Test
    @Order(9)
    void registration_is_not_there_while_the_house_is_closed_to_strangers() {
        assertThat(house.visitor().open("registration").status()).isEqualTo(404);
        assertThat(house.visitor().open("invitation/made-up").body())
                .contains("This invitation was used, withdrawn, or has expired");
    }

    @Test
    @Order(10)
    void a_screen_of_a_plugin_that_reaches_for_the_server_below_it_is_told_what_to_do_instead() {
        Map<String, String> ways = ReachingScreens.ways();
        house.install(ReachingScreens.plugin(ways.keySet()).build(folder));
        ScreenWindow window = house.signIn(MAIL, PASSWORD).openWindow("");
        int number = 0;
        for (Map.Entry<String, String> way : ways.entrySet()) {
            assertThat(window.go("reaching/" + number++).body())
                    .as(way.getKey())
                    .contains(way.getValue())
                    .doesNotContain(ReachingScreens.REACHED);
        }
        house.remove("reaching");
    }

    @Test
    @Order(10)
    void a_screen_that_shows_the_view_of_a_library_leaves_with_its_plugin_and_comes_again() {
        Path jar = ReachingScreens.ofALibrary().build(folder);
        Visitor visitor = house.signIn(MAIL, PASSWORD);
        for (int round = 1; round <= 5; round++) {
            house.install(jar);
            assertThat(visitor.openScreen("nook").body())
                    .as("round %d", round)
                    .doesNotContain(NOT_THERE);

            assertThat(house.remove("nook")).as("round %d", round).isTrue();

            assertThat(visitor.openScreen("nook").body()).as("round %d", round).contains(NOT_THERE);
        }
    }

    @Test
    @Order(11)
    void a_screen_that_waited_in_vain_for_something_else_says_so() {
        house.install(ReachingScreens.ofALibrary().build(folder));

        assertThat(house.signIn(MAIL, PASSWORD).openScreen("late").body())
                .contains("half a minute");
    }
}
