package studio.backline.platform.mail.bounce;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.identity.EmailAddress;

/** A letter's Message-ID follows from its row, so that what comes back is known again. */
public final class MessageIds {

    private static final Pattern FORM =
            Pattern.compile("<?letter\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>\\s]+>?");

    private MessageIds() {}

    /** Of a letter from this sender. */
    public static String of(UUID letter, EmailAddress from) {
        String sender = from.asciiHost();
        return "<letter." + letter + sender.substring(sender.lastIndexOf('@')) + ">";
    }

    /** The letter of a Message-ID; empty where it is none of ours. */
    public static Optional<UUID> letter(String messageId) {
        Matcher ours = FORM.matcher(messageId.strip());
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }
}
