package studio.backline.contract.mail;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * A letter to one person, ready to be written as a message (RFC 5322) or handed to a service. No
 * part that ends up in a header holds a control character, so that none adds a header of its own.
 *
 * @param messageId of the form {@code <…@…>} (RFC 5322, section 3.6.4); the same each time
 * @param from address of the sender; its domain in ASCII
 * @param fromName name of the sender, or empty
 * @param to address of the recipient; its domain in ASCII, what stands before the at sign perhaps
 *     not (RFC 6531)
 * @param subject one line
 * @param text the letter without markup
 * @param html the same as a whole HTML document
 */
public record OutgoingMail(
        String messageId,
        String from,
        String fromName,
        String to,
        String subject,
        String text,
        String html) {

    private static final Predicate<String> PLAIN =
            value -> value.chars().noneMatch(Character::isISOControl);

    /**
     * Checks what becomes a header.
     *
     * @throws IllegalArgumentException for a control character, or an address without an at sign
     */
    public OutgoingMail {
        line("messageId", messageId, PLAIN.and(id -> id.startsWith("<") && id.endsWith(">")));
        line("from", from, PLAIN.and(OutgoingMail::addressed));
        line("fromName", fromName, PLAIN);
        line("to", to, PLAIN.and(OutgoingMail::addressed));
        line("subject", subject, PLAIN);
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
    }

    private static boolean addressed(String address) {
        return address.indexOf('@') > 0 && address.chars().noneMatch(c -> c == '<' || c == '>');
    }

    private static void line(String name, String value, Predicate<String> good) {
        if (!good.test(value)) {
            throw new IllegalArgumentException(
                    "The letter's %s is not one line as it should be.".formatted(name));
        }
    }

    /** Names nobody: a letter has no place in a log. */
    @Override
    public String toString() {
        return "OutgoingMail[%s]".formatted(messageId);
    }
}
