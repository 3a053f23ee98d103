package studio.backline.platform.mail.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import studio.backline.platform.mail.LetterText;

/**
 * The two parts of a letter. The HTML has no picture, no address of a style sheet and no script, so
 * that nobody learns that it was opened, and says that it can do with a dark page.
 */
public final class LetterParts {

    private static final String PAGE = read();

    /** Languages that are written so unless a script is named (CLDR, likely subtags). */
    private static final Set<String> FROM_THE_RIGHT =
            Set.of("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi");

    private static final Set<String> SCRIPTS_FROM_THE_RIGHT =
            Set.of("Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa");

    private LetterParts() {}

    /** The part without markup. */
    public static String text(LetterText letter) {
        StringBuilder text = new StringBuilder();
        letter.paragraphs().forEach(each -> text.append(each).append("\n\n"));
        letter.link()
                .ifPresent(
                        link ->
                                text.append(link.label())
                                        .append(":\n")
                                        .append(link.address())
                                        .append("\n\n"));
        return text.append("-- \n").append(letter.why()).append('\n').toString();
    }

    /** The part that is a page. */
    public static String html(LetterText letter) {
        String paragraphs =
                letter.paragraphs().stream()
                        .map(each -> "<p>" + safe(each).replace("\n", "<br>") + "</p>")
                        .collect(Collectors.joining("\n"));
        String link =
                letter.link()
                        .map(
                                each ->
                                        "<p><a class=\"go\" href=\"%s\">%s</a></p>\n<p class=\"small\">%s</p>"
                                                .formatted(
                                                        safe(each.address()),
                                                        safe(each.label()),
                                                        safe(each.address())))
                        .orElse("");
        return PAGE.replace("{{language}}", safe(letter.language()))
                .replace("{{direction}}", direction(letter.language()))
                .replace("{{subject}}", safe(letter.subject()))
                .replace("{{paragraphs}}", paragraphs)
                .replace("{{link}}", link)
                .replace("{{why}}", safe(letter.why()));
    }

    /** Of the script; the readers of letters do not guess it. */
    private static String direction(String language) {
        Locale locale = Locale.forLanguageTag(language);
        boolean fromTheRight =
                locale.getScript().isEmpty()
                        ? FROM_THE_RIGHT.contains(locale.getLanguage())
                        : SCRIPTS_FROM_THE_RIGHT.contains(locale.getScript());
        return fromTheRight ? "rtl" : "ltr";
    }

    private static String safe(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String read() {
        try (InputStream page =
                Objects.requireNonNull(LetterParts.class.getResourceAsStream("letter.template"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
