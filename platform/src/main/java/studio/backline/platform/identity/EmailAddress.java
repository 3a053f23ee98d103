package studio.backline.platform.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import studio.backline.contract.text.DomainNames;

/**
 * An address for mail as people have them: {@code name@host} of RFC 5321, letters beyond ASCII
 * allowed (RFC 6531), no quoting, no comments.
 *
 * @param value as typed, in NFC and without spaces around
 */
public record EmailAddress(String value) {

    private static final int LONGEST = 254;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL =
            "[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern GRAMMAR =
            Pattern.compile("%1$s(\\.%1$s)*@%2$s(\\.%2$s)*".formatted(ATOM, LABEL));

    /** Checks size, then grammar. */
    public EmailAddress {
        if (value.length() > 2 * LONGEST) {
            throw new IdentityException(IdentityError.EMAIL_INVALID);
        }
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        int at = value.indexOf('@');
        if (value.length() > LONGEST || at < 1 || at > 64 || !GRAMMAR.matcher(value).matches()) {
            throw new IdentityException(IdentityError.EMAIL_INVALID);
        }
        asciiHost(value);
    }

    /** What is compared: no one's provider tells two mailboxes apart by case. */
    public String key() {
        String local = value.substring(0, value.indexOf('@'));
        return local.toLowerCase(Locale.ROOT) + '@' + asciiHost(value);
    }

    /** The part before the at sign. */
    public String local() {
        return value.substring(0, value.indexOf('@'));
    }

    /** As typed before the at sign, and behind it the domain in ASCII, as mail servers take it. */
    public String asciiHost() {
        return value.substring(0, value.indexOf('@') + 1) + asciiHost(value);
    }

    /** Not the address: it has no place in a log. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }

    private static String asciiHost(String value) {
        try {
            return DomainNames.toAscii(value.substring(value.indexOf('@') + 1));
        } catch (IllegalArgumentException e) {
            throw new IdentityException(IdentityError.EMAIL_INVALID);
        }
    }
}
