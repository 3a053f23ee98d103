package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that a visitor makes up stands in no answer: neither in a page nor in a redirect. */
class BelieveOneAddressTest {

    /** As a proxy hands it on that believes visitors. */
    private static final String MADE_UP =
            """
            %s HTTP/1.1\r
            Host: evil.example\r
            X-Forwarded-Host: evil.example\r
            X-Forwarded-Server: evil.example\r
            X-Original-Host: evil.example\r
            Forwarded: host=evil.example;proto=https\r
            X-Forwarded-For: 198.51.100.7\r
            X-Forwarded-Proto: https\r
            Cookie: %s\r
            Content-Length: 0""";

    private static final Pattern SESSION =
            Pattern.compile("Set-Cookie: (__Host-backline-session=[^;]+)");
    private static final Pattern FORM = Pattern.compile("Set-Cookie: (__Host-backline-form=[^;]+)");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern LOCATION = Pattern.compile("(?m)^Location: (.*?)\\r?$");

    @TempDir private static Path folder;

    private static TestHouse house;

    @BeforeAll
    static void open() {
        house =
                TestHouse.open(
                        folder,
                        Map.of(
                                "backline.web.address",
                                "https://house.example",
                                "backline.web.trusted-proxies",
                                "127.0.0.1"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void no_answer_to_a_stranger_has_the_name_in_it() {
        for (String request :
                List.of(
                        "GET /",
                        "GET /settings/people?of=them",
                        "GET /sign-in",
                        "GET /sign-in?out",
                        "POST /sign-in",
                        "POST /sign-out",
                        "GET /first-run",
                        "GET /registration",
                        "GET /invitation/made-up",
                        "GET /connections/callback/fan-mail/fake?state=a&code=b",
                        "GET /nowhere",
                        "GET /VAADIN/push",
                        "GET http://evil.example/settings",
                        "GET //evil.example/settings",
                        "GET /%2f/evil.example/settings")) {
            String answer = house.answerTo(MADE_UP.formatted(request, "none=1"));

            // What the request line says of a name is the visitor's own; it leads nowhere.
            assertThat(answer).as(request).startsWith("HTTP/1.1 ");
            assertThat(answer).as(request).doesNotContain("evil.example");
            Matcher location = LOCATION.matcher(answer);
            if (location.find()) {
                assertThat(location.group(1)).as(request).matches("/[^/].*|/");
            }
        }
    }

    @Test
    void signing_in_leads_back_to_what_was_wanted_and_to_no_other_house() {
        String wanted = house.answerTo(MADE_UP.formatted("GET /settings/people?of=them", "none=1"));
        assertThat(found(LOCATION, wanted)).isEqualTo("/sign-in");
        String session = found(SESSION, wanted);
        String form = house.answerTo(MADE_UP.formatted("GET /sign-in", session));
        String both = session + "; " + found(FORM, form);

        String in =
                house.answerTo(
                        MADE_UP.formatted(
                                "POST /sign-in?username=%s&password=%s&_csrf=%s"
                                        .formatted(
                                                encoded(TestHouse.MAIL),
                                                encoded(TestHouse.PASSWORD),
                                                encoded(found(TOKEN, form))),
                                both));

        assertThat(found(LOCATION, in)).isEqualTo("/settings/people?of=them");
        assertThat(in).doesNotContain("evil.example");
        String inside = found(SESSION, in);
        String people = house.answerTo(MADE_UP.formatted("GET /settings/people?of=them", inside));
        assertThat(found(LOCATION, people))
                .as("whoever runs a house that others reach has a second factor")
                .isEqualTo("/second-factor");
        assertThat(house.answerTo(MADE_UP.formatted("POST /?v-r=uidl&v-uiId=0", inside)))
                .startsWith("HTTP/1.1 403");
        house.factors().enrol(TestHouse.MAIL);
        TestFactors.waitForRemembered();
        assertThat(house.answerTo(MADE_UP.formatted("GET /settings/people?of=them", inside)))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("evil.example");
    }

    private static String found(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        assertThat(matcher.find()).as("%s in %s", pattern, answer).isTrue();
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
