package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.ui.TestHouse.MAIL;
import static studio.backline.ui.TestHouse.PASSWORD;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.NaughtyStrings;
import studio.backline.testkit.Page;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/** What an open house answers, whoever asks: strangers, forged forms, screens of plugins. */
class AnswerAnybodyTest {

    private static final String NOT_THERE = "There is no page at this address";
    private static final String OPENING = "The house is still opening";
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
    static void open() {
        house = TestHouse.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void without_sign_in_no_screen_opens() {
        for (String path : List.of("", "plugins", "settings", "settings/people", "people")) {
            Page page = house.visitor().open(path);

            assertThat(page.url().getPath()).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
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
                                            .allMatch(
                                                    one ->
                                                            one.matches(
                                                                    "backline-(session|form)=.*HttpOnly.*SameSite=Lax.*")));
        }
    }

    @Test
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
    void who_has_forgotten_a_password_reads_what_to_do_where_no_mail_will_help() {
        Visitor visitor = house.visitor();
        assertThat(visitor.open("sign-in").body())
                .contains("href=\"/sign-in/forgotten\"", "Password forgotten?");
        assertThat(visitor.open("sign-in/forgotten").body())
                .contains("sends no mail", "bin/backline password reset")
                .doesNotContain("<form");
    }

    @Test
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
    void a_form_that_was_sent_in_the_clear_is_answered_as_a_page_is() {
        for (String way :
                List.of(
                        "GET %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.0.0.4",
                        "POST %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.0.0.4",
                        // As nginx hands them on that was told nothing but where the house is.
                        "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0",
                        "POST %s HTTP/1.0\r\nHost: 127.0.0.1\r\nOrigin: http://house.lan")) {
            for (String path : List.of("/sign-in", "/first-run/code", "/invitation/made-up")) {
                assertThat(house.answerTo(way.formatted(path) + "\r\nContent-Length: 0"))
                        .as(way, path)
                        .contains("X-Forwarded-Proto")
                        .doesNotContain("Set-Cookie", "open too long");
            }
        }
    }

    @Test
    void registration_is_not_there_while_the_house_is_closed_to_strangers() {
        assertThat(house.visitor().open("registration").status()).isEqualTo(404);
        assertThat(house.visitor().open("invitation/made-up").body())
                .contains("This invitation was used, withdrawn, or has expired");
    }

    @Test
    void a_screen_of_a_plugin_that_reaches_for_the_server_below_it_is_told_what_to_do_instead() {
        Map<String, String> ways = ReachingScreens.ways();
        house.install(ReachingScreens.plugin(ways.keySet()).build(folder));
        ScreenWindow window = house.signIn().openWindow("");
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
    void a_screen_that_shows_the_view_of_a_library_leaves_with_its_plugin_and_comes_again() {
        Path jar = ReachingScreens.ofALibrary().build(folder);
        Visitor visitor = house.signIn();
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
    void how_the_house_stands_is_told_to_whoever_runs_it_and_to_nobody_else() throws Exception {
        ScreenWindow window = house.signIn().openWindow("");
        String told = window.go("settings/health").body();
        assertThat(told).contains("How the house stands", "Look again");
        for (int looks = 0; looks < 300 && !told.contains("Looked at"); looks++) {
            Thread.sleep(100);
            told = window.news().body();
        }

        assertThat(told)
                .contains("Looked at", "Answers at jdbc:postgresql://", "As it should be")
                .contains("No public address is set");
        Visitor guest = house.guest("Greta", Role.OWNER);
        assertThat(guest.openScreen("settings").body()).doesNotContain("Look at the house");
        assertThat(guest.openScreen("settings/health").body())
                .doesNotContain("How the house stands");
    }

    @Test
    void a_screen_that_is_looked_for_while_plugins_start_opens_by_itself() {
        ScreenWindow early = house.signIn().openWindow("");
        ScreenWindow elsewhere = house.signIn().openWindow("");
        house.whileItOpens(
                () -> {
                    assertThat(early.go("nook").body()).contains(OPENING).doesNotContain(NOT_THERE);
                    assertThat(elsewhere.go("nowhere").body()).contains(OPENING);

                    house.install(ReachingScreens.ofALibrary().build(folder));

                    // The browser is sent there, and goes.
                    assertThat(early.news().body()).contains("nook");
                    assertThat(early.go("nook").body()).doesNotContain(OPENING, NOT_THERE);
                    assertThat(elsewhere.news().body()).contains("nowhere");
                    assertThat(elsewhere.go("nowhere").body()).contains(OPENING);
                });

        assertThat(elsewhere.news().body()).contains("nowhere");
        assertThat(elsewhere.go("nowhere").body()).contains(NOT_THERE);
        house.remove("nook");
    }

    @Test
    void a_screen_that_waited_in_vain_for_something_else_says_so() {
        house.install(ReachingScreens.ofALibrary().build(folder));

        assertThat(house.signIn().openScreen("late").body()).contains("half a minute");
        house.remove("nook");
    }

    @Test
    void a_jar_that_is_none_stands_apart_with_what_is_wrong_and_what_to_do() {
        house.drop("cut.jar", "no zip at all");

        assertThat(house.signIn().openScreen("plugins").body())
                .contains("Cannot be installed", "cut.jar", "Put a good file in its place")
                .contains("bl-problem")
                .doesNotContain("Ready to install", "bl-reason");
    }
}
