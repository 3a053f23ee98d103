package studio.backline.platform.mail;

import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import studio.backline.platform.identity.Invitations;

/** What the house itself writes, in one language. */
public final class HouseLetters {

    private static final String BUNDLE = "i18n.mail";

    /** English is the bundle without a language; the machine's own language has no say. */
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale language;
    private final ResourceBundle bundle;

    private HouseLetters(Locale reader) {
        this.bundle =
                ResourceBundle.getBundle(
                        BUNDLE, reader, HouseLetters.class.getClassLoader(), CONTROL);
        Locale words = bundle.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : bundle.getLocale();
        // Days are written as the reader's country does, where the words are in their language.
        this.language = words.getLanguage().equals(reader.getLanguage()) ? reader : words;
    }

    /** In this language, or in English. */
    public static HouseLetters in(Locale language) {
        return new HouseLetters(language);
    }

    /**
     * An invitation.
     *
     * @param by name of whoever invites
     * @param workspace name of where to
     * @param link proves it to the house
     */
    public LetterText invitation(
            String by, String workspace, Invitations.Pending invitation, String link) {
        String until =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(language)
                        .format(invitation.expiresAt().atZone(ZoneOffset.UTC));
        return new LetterText(
                language.toLanguageTag(),
                text("letter.invitation.subject", by, workspace),
                List.of(
                        text(
                                "letter.invitation.line",
                                by,
                                workspace,
                                text("role." + invitation.role())),
                        text("letter.invitation.how", until)),
                Optional.of(new LetterText.Link(text("letter.invitation.act"), link)),
                text("letter.invitation.why", by));
    }

    /**
     * A checkpoint of the record of who did what.
     *
     * @param workspace its name; empty for the instance's own record
     * @param lines of the signed checkpoint, each a paragraph, so that they stay lines
     */
    public LetterText checkpoint(Optional<String> workspace, long entries, List<String> lines) {
        String whose = whose(workspace);
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(text("letter.checkpoint.line", whose, entries));
        paragraphs.add(text("letter.checkpoint.how"));
        paragraphs.addAll(lines);
        return aboutTheRecord("checkpoint", whose, paragraphs);
    }

    /** That the record of who did what was changed; empty for the instance's own. */
    public LetterText chainBroken(Optional<String> workspace) {
        String whose = whose(workspace);
        return aboutTheRecord(
                "chain-broken",
                whose,
                List.of(text("letter.chain-broken.line", whose), text("letter.chain-broken.how")));
    }

    private String whose(Optional<String> workspace) {
        return workspace.orElseGet(() -> text("letter.checkpoint.house"));
    }

    private LetterText aboutTheRecord(String kind, String whose, List<String> paragraphs) {
        return new LetterText(
                language.toLanguageTag(),
                text("letter." + kind + ".subject", whose),
                paragraphs,
                Optional.empty(),
                text("letter." + kind + ".why", whose));
    }

    /**
     * Any other of two paragraphs.
     *
     * @param name its own in the bundle, and its kind
     * @param link where the reader may go; the letter says what for
     */
    public LetterText letter(String name, Optional<String> link, Object... arguments) {
        String key = "letter." + name;
        return new LetterText(
                language.toLanguageTag(),
                text(key + ".subject", arguments),
                List.of(text(key + ".line", arguments), text(key + ".how", arguments)),
                link.map(address -> new LetterText.Link(text(key + ".act"), address)),
                text(key + ".why", arguments));
    }

    /** What the test button sends. */
    LetterText test(String domain) {
        return new LetterText(
                language.toLanguageTag(),
                text("letter.test.subject"),
                List.of(text("letter.test.line"), text("letter.test.how", domain)),
                Optional.empty(),
                text("letter.test.why"));
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), language).format(arguments);
    }
}
