package studio.backline.plugins.crm.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;

/**
 * Phones in the form in which they compare: E.164 and the extension where the country is known,
 * else digits.
 */
public final class PhoneNumber {

    private static final int MIN_DIGITS = 8;
    private static final int MAX_DIGITS = 15;

    /** As a link has it (RFC 3966), and as it is read back. */
    private static final String EXTENSION = ";ext=";

    private PhoneNumber() {}

    /**
     * The form that is compared; the value itself in lower case when it holds no digits.
     *
     * @param country two letters (ISO 3166-1) for numbers without a country's prefix; may be empty
     */
    public static String normalised(String value, String country) {
        String text = Unseen.plain(value);
        String digits = digits(text);
        if (digits.isEmpty()) {
            return text.toLowerCase(Locale.ROOT);
        }
        boolean plain = digits.length() >= MIN_DIGITS && digits.length() <= MAX_DIGITS;
        // Most numbers of an import are whole already; the library costs a hundred times as much.
        if (plain && text.charAt(0) == '+' && isBare(text)) {
            return "+" + digits;
        }
        return parsed(text, country.toUpperCase(Locale.ROOT), digits);
    }

    private static String parsed(String text, String country, String digits) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber phone = phones.parse(text, country.isEmpty() ? null : country);
            // A country that was only supposed makes no phone of '12'.
            if (text.charAt(0) != '+'
                    && phones.isPossibleNumberWithReason(phone) != ValidationResult.IS_POSSIBLE) {
                return digits;
            }
            String whole = phones.format(phone, PhoneNumberFormat.E164);
            return phone.hasExtension() ? whole + EXTENSION + phone.getExtension() : whole;
        } catch (NumberParseException countryUnknown) {
            return digits;
        }
    }

    private static boolean isBare(String text) {
        // '(0)' is how some write the prefix that falls away abroad.
        return text.chars()
                .allMatch(
                        c -> c >= '0' && c <= '9' || c == '+' || c == ' ' || c == '-' || c == '/');
    }

    private static String digits(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        value.codePoints()
                .filter(Character::isDigit)
                .forEach(point -> digits.append((char) ('0' + Character.digit(point, 10))));
        return digits.toString();
    }
}
