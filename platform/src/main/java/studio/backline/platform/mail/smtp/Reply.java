package studio.backline.platform.mail.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server said (RFC 5321, section 4.2).
 *
 * @param code three digits; -1 where it said nothing that can be read
 */
record Reply(int code, String text) {

    static final Reply NONE = new Reply(-1, "");

    private static final Pattern ENHANCED =
            Pattern.compile("^[245]\\d\\d[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    boolean isNone() {
        return code < 0;
    }

    boolean isLater() {
        return code >= 400 && code < 500;
    }

    boolean isYes() {
        return code >= 200 && code < 300;
    }

    /** The status code of RFC 3463 in it, if any. */
    Optional<String> status() {
        Matcher found = ENHANCED.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
