package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.ui.TestHouse.GUESTS;

import java.net.HttpCookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** Second factors, staying signed in and proving again who one is, as a browser without script. */
class ProveItIsYouTest {

    private static final Pattern KEY = Pattern.compile("<code>([A-Z2-7 ]{39})</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([0-9A-Z-]{29})</code>");

    @TempDir private static Path folder;
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
    void an_app_is_set_up_and_asked_for_and_recovery_codes_stand_in_for_it() throws Exception {
        Visitor nora = house.guest("Nora", Role.MEMBER);
        Page setUp = nora.open("second-factor/app");
        byte[] secret = secret(setUp);
        assertThat(setUp.body()).contains("otpauth://totp/Backline:nora%40backline.test?secret=");
        Page wrong = nora.submit(setUp, Map.of("code", "000000"));
        assertThat(wrong.body()).contains("This code is not right");
        assertThat(secret(wrong)).as("the same picture").isEqualTo(secret);

        Page codes = nora.submit(wrong, Map.of("code", TestFactors.codeOf(secret)));
        List<String> recovery = all(RECOVERY, codes);
        assertThat(recovery).hasSize(10);
        assertThat(nora.open("second-factor/codes").body()).doesNotContain(recovery.getFirst());

        Visitor phone = house.visitor();
        Page second = signIn(phone, "nora", Map.of());
        assertThat(second.url()).hasPath("/sign-in/second");
        assertThat(phone.open("account").url()).as("not in yet").hasPath("/sign-in");
        Page again = phone.submit(second, Map.of("code", "123"));
        assertThat(again.url()).hasPath("/sign-in/second");
        assertThat(again.body()).contains("This code is not right");
        String before = TestHouse.session(phone).getValue();
        Page in = phone.submit(again, Map.of("code", recovery.getFirst()));
        assertThat(in.url()).as("where one wanted to go").hasPath("/account");
        assertThat(TestHouse.session(phone).getValue()).isNotEqualTo(before);
        Visitor thief = house.visitor();
        Page spent =
                thief.submit(signIn(thief, "nora", Map.of()), Map.of("code", recovery.getFirst()));
        assertThat(spent.body()).contains("This code is not right");
    }

    @Test
    void nobody_comes_to_the_second_step_without_the_first() {
        assertThat(house.visitor().open("sign-in/second").url()).hasPath("/sign-in");
        Visitor stranger = house.visitor();
        Page form = stranger.open("sign-in");
        Page forged =
                new Page(
                        form.url(),
                        form.status(),
                        form.headers(),
                        form.body().replace("action=\"/sign-in\"", "action=\"/sign-in/second\""));

        Page refused = stranger.submit(forged, Map.of("username", "x", "password", "123456"));

        assertThat(refused.url()).hasPath("/sign-in");
        assertThat(refused.body()).contains("Sign in again");
    }

    @Test
    void a_passkey_that_nobody_asked_for_is_refused_in_words() {
        Visitor stranger = house.visitor();
        Page form = stranger.open("sign-in");
        assertThat(form.header("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        for (String answer : List.of("", "{}", "{\"id\":\"AA\"}", "[]", "x".repeat(60_000))) {
            Page refused = stranger.submit(form, Map.of("answer", answer, "stay", ""));
            assertThat(refused.url()).hasPath("/sign-in");
            assertThat(refused.body()).contains("This passkey is not known here");
        }
    }

    @Test
    void a_browser_stays_signed_in_and_one_with_a_copy_ends_all() {
        house.guest("Stina", Role.MEMBER);
        Visitor laptop = house.visitor();
        assertThat(signIn(laptop, "stina", Map.of("stay", "on")).url()).hasPath("/");
        HttpCookie stay = cookie(laptop, "backline-stay");
        assertThat(stay.isHttpOnly()).isTrue();
        assertThat(stay.getMaxAge()).isBetween(29L * 86_400, 30L * 86_400);
        String first = stay.getValue();

        forgetSession(laptop);
        assertThat(laptop.open("account").url()).hasPath("/account");
        assertThat(cookie(laptop, "backline-stay").getValue()).as("it turns").isNotEqualTo(first);
        assertThat(laptop.open("second-factor/app").url())
                .as("a browser that stayed signed in has shown nothing")
                .hasPath("/confirm");
        Page confirmed =
                laptop.submit(
                        laptop.open("confirm?to=/second-factor/app"), Map.of("password", GUESTS));
        assertThat(confirmed.url()).hasPath("/second-factor/app");

        forgetSession(laptop);
        laptop.open("account");
        Visitor thief = house.visitor();
        signIn(thief, "stina", Map.of("stay", "on"));
        cookie(thief, "backline-stay").setValue(first);
        forgetSession(thief);
        assertThat(thief.open("account").url()).hasPath("/sign-in");
        assertThat(laptop.open("account").url())
                .as("nobody knows which is which")
                .hasPath("/sign-in");
    }

    @Test
    void signing_out_ends_the_stay() {
        house.guest("Ute", Role.MEMBER);
        Visitor laptop = house.visitor();
        signIn(laptop, "ute", Map.of("stay", "on"));
        house.endSessions("ute@backline.test");

        assertThat(laptop.open("account").url()).hasPath("/sign-in");
    }

    @Test
    void a_proof_leads_nowhere_but_into_this_house() {
        Visitor guest = house.guest("Vera", Role.MEMBER);
        for (String to : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
            Page form = guest.open("confirm?to=" + encoded(to));
            assertThat(form.body()).doesNotContain("evil");
            Page in = guest.submit(form, Map.of("password", GUESTS, "to", to));
            assertThat(in.url()).hasPath("/");
        }
        Page wrong = guest.submit(guest.open("confirm"), Map.of("password", "not this"));
        assertThat(wrong.body()).contains("not right");
    }

    private static Page signIn(Visitor visitor, String name, Map<String, String> more) {
        Map<String, String> typed = new HashMap<>(more);
        typed.put("username", name + "@backline.test");
        typed.put("password", GUESTS);
        return visitor.submit(visitor.open("sign-in"), typed);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpCookie cookie(Visitor visitor, String name) {
        return visitor.cookies().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + ": " + visitor.cookies()));
    }

    private static void forgetSession(Visitor visitor) {
        TestHouse.session(visitor).setValue("gone");
    }

    private static byte[] secret(Page page) {
        return Base32.decode(all(KEY, page).getFirst().replace(" ", ""));
    }

    private static List<String> all(Pattern pattern, Page page) {
        return pattern.matcher(page.body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
