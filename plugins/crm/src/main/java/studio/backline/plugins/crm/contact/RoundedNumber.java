package studio.backline.plugins.crm.contact;

import java.util.regex.Pattern;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;

/**
 * A number as a spreadsheet writes one of six digits and more that its column is too narrow for:
 * 1.23457E+11. Its last figures are gone.
 */
public final class RoundedNumber {

    private static final String FORM = "\\d([.,]\\d+[eE]\\+?|[eE]\\+)(0?[5-9]|[12]\\d)";
    private static final Pattern ALL = Pattern.compile(FORM);
    private static final Pattern IN =
            Pattern.compile("(?<![\\p{L}\\p{N}])" + FORM + "(?![\\p{L}\\p{N}])");

    private RoundedNumber() {}

    /** Whether there is one in a text. */
    public static boolean isIn(String text) {
        return hasPower(text) && IN.matcher(text).find();
    }

    /** Whether a text is one, and nothing else. */
    public static boolean is(String text) {
        return hasPower(text) && ALL.matcher(Unseen.without(text)).matches();
    }

    /**
     * The text itself.
     *
     * @throws RefusedInputException where it is one
     */
    public static String refused(String field, String text) {
        if (is(text)) {
            throw new RefusedInputException(field, Problem.ROUNDED, 0);
        }
        return text;
    }

    private static boolean hasPower(String text) {
        return text.indexOf('E') > 0 || text.indexOf('e') > 0;
    }
}
