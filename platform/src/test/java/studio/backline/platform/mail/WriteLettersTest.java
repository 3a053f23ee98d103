package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.mail.form.LetterParts;

/** What letters say, and how it can be read. */
class WriteLettersTest {

    private static final Locale ARABIC = Locale.of("ar");

    @Test
    void aReaderIsWrittenToInTheirLanguageWhereItIsThereAndElseInEnglish() {
        LetterText arabic = HouseLetters.in(ARABIC).test("example.org");
        assertThat(arabic.language()).isEqualTo("ar");
        assertThat(arabic.subject()).contains("البريد");
        assertThat(LetterParts.text(arabic)).contains("غادرت").contains("example.org");
        assertThat(LetterParts.html(arabic)).contains("غادرت", "lang=\"ar\" dir=\"rtl\"");

        LetterText english = HouseLetters.in(Locale.of("nl", "BE")).test("example.org");
        assertThat(english.language()).as("of its words, not of the reader").isEqualTo("en");
        assertThat(english.subject()).isEqualTo("Mail from Backline works");
        assertThat(LetterParts.html(english)).contains("lang=\"en\" dir=\"ltr\"");
        assertThat(HouseLetters.in(Locale.UK).test("example.org").language()).isEqualTo("en-GB");
    }

    @Test
    void theMachinesOwnLanguageHasNoSay() {
        Locale before = Locale.getDefault();
        Locale.setDefault(ARABIC);
        try {
            assertThat(HouseLetters.in(Locale.FRENCH).test("example.org").subject())
                    .isEqualTo("Mail from Backline works");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theDirectionIsThatOfTheScript() {
        assertThat(direction("he")).isEqualTo("rtl");
        assertThat(direction("fa-IR")).isEqualTo("rtl");
        assertThat(direction("az-Arab")).isEqualTo("rtl");
        assertThat(direction("ur-Latn")).isEqualTo("ltr");
        assertThat(direction("de")).isEqualTo("ltr");
    }

    private static String direction(String language) {
        Matcher found = Pattern.compile("dir=\"([a-z]+)\"").matcher(page(language));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void thePageCanDoWithDarknessAndIsReadableInBoth() {
        String page = page("en");
        assertThat(page)
                .contains("<meta name=\"color-scheme\" content=\"light dark\">")
                .contains("@media (prefers-color-scheme: dark)");
        String dark = page.substring(page.indexOf("@media"));
        for (String half : List.of(page.substring(0, page.indexOf("@media")), dark)) {
            String ground = colour(half, "body", "background");
            assertThat(contrast(ground, textColour(half, "body"))).isGreaterThan(7);
            assertThat(contrast(ground, textColour(half, ".small"))).isGreaterThan(4.5);
            assertThat(contrast(colour(half, ".go", "background"), textColour(half, ".go")))
                    .isGreaterThan(7);
        }
    }

    @Test
    void nothingOfItTellsAnybodyThatItWasOpenedOrRunsAnything() {
        assertThat(page("en"))
                .doesNotContainIgnoringCase("<img", "<script", "<link", "url(", "@import", "onload")
                .contains("&lt;you&gt; &amp; &quot;me&quot;");
    }

    @Test
    void anInvitationSaysWhoWhereAndUntilWhenInBothParts() {
        LetterText text =
                HouseLetters.in(Locale.UK)
                        .invitation(
                                "Ada <b>", "Band", invitation(), "https://example.org/i?a=1&b=2");
        assertThat(text.subject()).isEqualTo("Invitation to Band, from Ada <b>");
        assertThat(LetterParts.text(text))
                .contains("Ada <b>", "30 November 2026", "https://example.org/i?a=1&b=2");
        assertThat(LetterParts.html(text))
                .contains("Ada &lt;b&gt;", "href=\"https://example.org/i?a=1&amp;b=2\"");
    }

    @Test
    void whatWouldEndALineOfAHeadIsASpace() {
        for (String end : List.of("\r\n", "\u0000", "\u0085", "\u009b")) {
            LetterText text =
                    new LetterText("en", "A" + end + "b", List.of(), Optional.empty(), "Why.");
            assertThat(text.subject()).isEqualTo("A b");
            MailSettings settings =
                    new MailSettings(
                            MailSettings.SMTP,
                            Optional.empty(),
                            new EmailAddress("a@example.org"),
                            "A" + end + "b",
                            Optional.empty());
            assertThat(settings.fromName()).isEqualTo("A b");
        }
    }

    private static Invitations.Pending invitation() {
        return new Invitations.Pending(
                UUID.randomUUID(),
                WorkspaceId.next(),
                new EmailAddress("jo@example.com"),
                new Invitations.Place(Role.MEMBER, Optional.empty()),
                Instant.parse("2026-11-23T10:00:00Z"),
                Instant.parse("2026-11-30T10:00:00Z"));
    }

    private static String page(String language) {
        return LetterParts.html(
                new LetterText(
                        language, "Hello", List.of("<you> & \"me\""), Optional.empty(), "Why."));
    }

    private static String textColour(String css, String rule) {
        return colour(css, rule, "(?<![-a-z])color");
    }

    private static String colour(String css, String rule, String property) {
        Matcher found =
                Pattern.compile(Pattern.quote(rule) + " \\{[^}]*?" + property + ": #([0-9a-f]{6})")
                        .matcher(css);
        assertThat(found.find()).as("%s of %s", property, rule).isTrue();
        return found.group(1);
    }

    /** By WCAG 2.2. */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
            double linear = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
            sum += weights[i] * linear;
        }
        return sum;
    }
}
