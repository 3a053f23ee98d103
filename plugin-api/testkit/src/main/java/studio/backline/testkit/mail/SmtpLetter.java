package studio.backline.testkit.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A letter that a {@link FakeSmtpServer} has.
 *
 * @param from sender of the envelope
 * @param to recipient of the envelope
 * @param content headers and body, without the dots of the protocol
 */
public record SmtpLetter(String from, String to, String content) {

    private static final Pattern ID = Pattern.compile("(?mi)^Message-ID: *(\\S+)");

    /** Its Message-ID; empty where it has none. */
    public String messageId() {
        Matcher id = ID.matcher(content);
        return id.find() ? id.group(1) : "";
    }
}
