package studio.backline.platform.mail.bounce;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.identity.EmailAddress;

/**
 * A letter's Message-ID, and the name of its envelope, follow from its row, so that what comes back
 * is known again.
 */
public final class MessageIds {

    private static final String LETTER = "letter\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    private static final Pattern FORM = Pattern.compile("<?" + LETTER + "@[^>\\s]+>?");
    private static final Pattern ENVELOPE = Pattern.compile(LETTER);

    private MessageIds() {}

    /** Of a letter from this sender. */
    public static String of(UUID letter, EmailAddress from) {
        String sender = from.asciiHost();
        return "<letter." + letter + sender.substring(sender.lastIndexOf('@')) + ">";
    }

    /** The letter of a Message-ID; empty where it is none of ours. */
    public static Optional<UUID> letter(String messageId) {
        return letter(FORM, messageId);
    }

    /** What a server is told to call a letter's envelope when it reports (ENVID, RFC 3461). */
    public static String envelope(UUID letter) {
        return "letter." + letter;
    }

    /** The letter of an envelope; empty where it is none of ours. */
    static Optional<UUID> letterOfEnvelope(String envelope) {
        return letter(ENVELOPE, envelope);
    }

    private static Optional<UUID> letter(Pattern form, String text) {
        Matcher ours = form.matcher(text.strip());
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }
}
