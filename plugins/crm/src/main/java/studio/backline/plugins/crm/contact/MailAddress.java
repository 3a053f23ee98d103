package studio.backline.plugins.crm.contact;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.contract.text.DomainNames;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;

/**
 * Addresses for mail, as loosely as they are found: something, an at sign, and a host name. What is
 * compared is bare of all that comes along when one is pasted, in lower case, its host in ASCII
 * (RFC 5890).
 */
public final class MailAddress {

    private static final int MAX_LOCAL = 64;
    private static final int MAX_HOST = 253;

    // A colon ends the scheme of a link, U+FFFD stands for what could not be read.
    private static final String NEVER = ",;<>:\ufffd";

    private static final String BEFORE = " ,;(['\u201e\u201c\u2018";
    private static final String BEHIND = " ,;.)]\"'\u201c\u201d\u2019";

    private static final String LINK = "mailto:";
    private static final Pattern BRACKETS = Pattern.compile("<([^<>]*@[^<>]*)>");
    private static final Pattern NEEDLESS =
            Pattern.compile("\"([^\\s\"\\\\.@()\\[\\]]+(?:\\.[^\\s\"\\\\.@()\\[\\]]+)*)\"");
    private static final Pattern SPACED_AT = Pattern.compile(" *@ *");

    // What could not be read belongs to it still: the rest alone would be somebody else's.
    private static final String LOCAL =
            "[^\\s@,;:<>()\\[\\]{}|/\\\\&?!*=\"'\u201e\u201c\u201d\u2018\u2019]";
    private static final Pattern SOMEWHERE =
            Pattern.compile(
                    "(?<!%1$s)%1$s{1,%2$d}@[\\p{L}\\p{M}\\p{N}._-]+".formatted(LOCAL, MAX_LOCAL));

    private MailAddress() {}

    /** The form that is compared; empty for what is no address. */
    public static Optional<String> normalised(String value) {
        String text = bare(value);
        int at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL || at == text.length() - 1 || hasSpace(text)) {
            return Optional.empty();
        }
        String local = local(text.substring(0, at));
        if (local.indexOf('@') >= 0 && !isQuoted(local)) {
            return Optional.empty();
        }
        return host(text.substring(at + 1))
                .map(host -> local.toLowerCase(Locale.ROOT) + "@" + host);
    }

    /** Whatever looks like an address in a text, as it is compared. */
    public static List<String> in(String text) {
        String bare = SPACED_AT.matcher(Unseen.plain(text)).replaceAll("@");
        return SOMEWHERE
                .matcher(bare)
                .results()
                .flatMap(found -> normalised(found.group()).stream())
                .toList();
    }

    private static boolean isQuoted(String local) {
        return local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
    }

    /** Quotation marks around what needs none are no part of it (RFC 5321, 4.1.2). */
    private static String local(String text) {
        if (text.charAt(0) != '"') {
            return text;
        }
        Matcher quoted = NEEDLESS.matcher(text);
        return quoted.matches() ? quoted.group(1) : text;
    }

    /**
     * The address alone, in the letters in which it was written: without signs that nobody sees,
     * and without what mail programs and sentences put around it: angle brackets with a name before
     * them (RFC 5322), {@code mailto:} (RFC 6068), quotation marks, a comma or a full stop.
     */
    public static String bare(String value) {
        String text = Unseen.plain(value);
        Matcher brackets = BRACKETS.matcher(text);
        String address = trimmed(brackets.find() ? brackets.group(1) : text);
        if (address.regionMatches(true, 0, LINK, 0, LINK.length())) {
            int question = address.indexOf('?');
            address = address.substring(LINK.length(), question < 0 ? address.length() : question);
            address = trimmed(address);
        }
        return address.indexOf(' ') < 0 ? address : SPACED_AT.matcher(address).replaceAll("@");
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (to > from && BEHIND.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        while (from < to && isBefore(text, from, to)) {
            from++;
        }
        return text.substring(from, to);
    }

    // A quotation mark that has another one before the at sign belongs to the address (RFC 5321).
    private static boolean isBefore(String text, int from, int to) {
        char c = text.charAt(from);
        return BEFORE.indexOf(c) >= 0 || c == '"' && text.substring(from + 1, to).indexOf('"') < 0;
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
        String host;
        try {
            host = isAscii(text) ? text.toLowerCase(Locale.ROOT) : DomainNames.toAscii(text);
        } catch (IllegalArgumentException notAHost) {
            return Optional.empty();
        }
        return isHost(host) ? Optional.of(host) : Optional.empty();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Two labels or more, none of digits alone at the end, which would be an IP address's. */
    private static boolean isHost(String host) {
        char before = '.';
        boolean dotted = false;
        boolean lettered = false;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean plain = c >= 'a' && c <= 'z' || digit || c == '_';
            boolean atEdge = before == '.' || c == '.' && before == '-';
            if (!plain && (c != '.' && c != '-' || atEdge)) {
                return false;
            }
            dotted |= c == '.';
            lettered = c != '.' && (lettered || !digit);
            before = c;
        }
        return dotted && lettered && before != '-' && host.length() <= MAX_HOST;
    }
}
