package studio.backline.plugins.crm.importing.words;

import java.util.regex.Pattern;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.contact.ContactKind;

/** Words and signs that stand where somebody has no mail, phone, handle or web page. */
public final class ContactWords {

    // A full stop and an underscore are what handles may be made of.
    private static final Pattern SIGNS = Pattern.compile("[\\p{Punct}\\p{Pd}\\p{Z}\\s&&[^._]]*");
    private static final Pattern ZEROS = Pattern.compile("[0\\p{Punct}\\p{Pd}\\p{Z}\\s]*");

    private ContactWords() {}

    /**
     * Whether a text says that there is nothing. A word may be somebody's handle; a no is none of
     * them, since a column that is taken for another one may hold noes.
     */
    public static boolean isNothing(ContactKind kind, String text) {
        return switch (kind) {
            case MAIL -> isWord(text);
            case PHONE, WEB -> !hasFigure(text) && (isWord(text) || ZEROS.matcher(text).matches());
            case HANDLE -> SIGNS.matcher(text).matches();
        };
    }

    /** Most phones have one, and are judged by it: a list has a million. */
    private static boolean hasFigure(String text) {
        return text.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    private static boolean isWord(String text) {
        return StatusWords.isNothing(text) || Vocabulary.UNKNOWN.is(Folding.fold(text));
    }
}
