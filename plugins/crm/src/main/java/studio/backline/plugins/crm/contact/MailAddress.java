package studio.backline.plugins.crm.contact;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;

/**
 * Addresses for mail, as loosely as they are found: something, an at sign, and a host name. What is
 * compared is trimmed, in lower case, its host in ASCII (RFC 5890).
 */
public final class MailAddress {

    private static final int MAX_LOCAL = 64;

    // A colon ends the scheme of a link, U+FFFD stands for what could not be read.
    private static final String NEVER = ",;<>:\ufffd";

    private MailAddress() {}

    /** The form that is compared; empty for what is no address. */
    public static Optional<String> normalised(String value) {
        String text = value.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL || at == text.length() - 1 || hasSpace(text)) {
            return Optional.empty();
        }
        return host(text.substring(at + 1))
                .map(host -> text.substring(0, at).toLowerCase(Locale.ROOT) + "@" + host);
    }

    static void require(String value) {
        if (normalised(value).isEmpty()) {
            throw new RefusedInputException("mail", Problem.NOT_A_MAIL, 0);
        }
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || NEVER.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> host(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (!isAscii(host)) {
            try {
                host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException notAHost) {
                return Optional.empty();
            }
        }
        return isHost(host) ? Optional.of(host) : Optional.empty();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isHost(String host) {
        char before = '.';
        boolean dotted = false;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!plain && (c != '.' || before == '.')) {
                return false;
            }
            dotted |= c == '.';
            before = c;
        }
        return dotted && before != '.' && host.length() <= 253;
    }
}
