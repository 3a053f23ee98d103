package studio.backline.plugins.crm.contact;

import java.text.Normalizer;

/**
 * Takes away what nobody sees in a text that was pasted: signs without width, marks of direction,
 * soft hyphens, the mark of a file's beginning, and white space of any kind around.
 */
public final class Unseen {

    // Signs without a picture that Unicode counts as letters, marks or symbols.
    private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    private Unseen() {}

    /** The text without them, and with a plain space for each other kind of white space. */
    public static String without(String text) {
        if (isPlain(text)) {
            return text.strip();
        }
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> !isUnseen(point))
                .forEach(point -> seen.appendCodePoint(isSpace(point) ? ' ' : point));
        return seen.toString().strip();
    }

    /** As {@link #without}, its letters, digits and signs in their plain width and form (NFKC). */
    static String plain(String text) {
        String seen = without(text);
        return isPlain(seen) ? seen : Normalizer.normalize(seen, Normalizer.Form.NFKC).strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnseen(int point) {
        return Character.getType(point) == Character.FORMAT
                || point >= 0xfe00 && point <= 0xfe0f
                || BLANK.indexOf(point) >= 0;
    }

    private static boolean isSpace(int point) {
        return Character.isSpaceChar(point) || Character.isWhitespace(point) || point == 0x85;
    }
}
