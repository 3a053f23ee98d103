package studio.backline.contract.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The one way in which text is folded for search and sorting: compatibility decomposition (UAX #15,
 * NFKD), accents dropped, lower case without a locale, and the letters of Latin that have no
 * decomposition spelled plainly (ł as l, ø as o, ə as e, ß as ss, æ as ae). Dvorak finds Dvořák,
 * Lodz finds Łódź, Eliyev finds Əliyev.
 */
public final class Folding {

    // Two signs are too short for trigrams; each may bring a mark.
    private static final int ENDING = 4;
    private static final int SIGNS = 16;
    private static final int FIRST_RUNNING_ON = 0x0e00;

    private Folding() {}

    /**
     * The folded text, its words separated by single spaces; all but letters and digits separate.
     */
    public static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(lower.length());
        boolean gap = false;
        for (int i = 0; i < lower.length(); ) {
            int point = lower.codePointAt(i);
            i += Character.charCount(point);
            if (isMark(point)) {
                if (keepsMarks(folded) && !gap && Character.getType(point) != Character.FORMAT) {
                    folded.appendCodePoint(point);
                }
                continue;
            }
            if (!isWord(point)) {
                gap = !folded.isEmpty();
                continue;
            }
            if (gap) {
                folded.append(' ');
                gap = false;
            }
            PlainLetters.append(folded, point);
        }
        return folded.toString();
    }

    /**
     * The words of a search, folded; of a text that is nothing but signs, the signs as {@link
     * #searchable} spells them. None for a blank one.
     */
    public static List<String> words(String text) {
        String folded = fold(text);
        String words = folded.isEmpty() ? besides(text) : folded;
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.toList());
    }

    /**
     * The folded text as a column for searching keeps it, a blank before each word, by which its
     * beginning is found; empty for a blank text. A script without spaces has no beginnings of
     * words to look for: of each such word the beginnings of its endings stand behind as words of
     * their own (王小明 with 小明 and 明), so that one sign finds it too. So do words that an apostrophe
     * or a middle dot parts, as one (O'Brien with obrien, Gal·la with galla), and words that are
     * nothing but signs, whose numbers are spelled (!!! with q0021q0021q0021), since an index knows
     * letters and digits alone.
     */
    public static String searchable(String text) {
        String folded = fold(text);
        StringBuilder all = new StringBuilder(folded.length() + 1);
        if (!folded.isEmpty()) {
            all.append(' ').append(folded);
        }
        all.append(besides(text));
        if (!runsOn(folded)) {
            return all.toString();
        }
        for (String word : folded.split(" ")) {
            int[] points = word.codePoints().toArray();
            for (int i = 1; i < points.length; i++) {
                if (runsOn(points[i])) {
                    all.append(' ')
                            .append(new String(points, i, Math.min(ENDING, points.length - i)));
                }
            }
        }
        return all.toString();
    }

    /** What stands behind the folded text besides, a blank before each. */
    private static String besides(String text) {
        StringBuilder all = new StringBuilder();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        for (int i = 0; i <= plain.length(); ) {
            int point = i < plain.length() ? plain.codePointAt(i) : ' ';
            i += Character.charCount(point);
            if (!Character.isWhitespace(point)) {
                word.appendCodePoint(point);
                continue;
            }
            besides(all, word);
            word.setLength(0);
        }
        return all.toString();
    }

    private static void besides(StringBuilder all, StringBuilder word) {
        if (word.isEmpty()) {
            return;
        }
        if (word.codePoints().noneMatch(Folding::isWord)) {
            String spelled =
                    word.codePoints()
                            .filter(point -> !isMark(point))
                            .limit(SIGNS)
                            .mapToObj("q%04x"::formatted)
                            .collect(Collectors.joining());
            all.append(spelled.isEmpty() ? "" : ' ' + spelled);
            return;
        }
        if (word.codePoints().anyMatch(Folding::joins)) {
            StringBuilder joined = new StringBuilder(word.length());
            word.codePoints().filter(point -> !joins(point)).forEach(joined::appendCodePoint);
            String folded = fold(joined.toString());
            if (!folded.equals(fold(word.toString()))) {
                all.append(' ').append(folded);
            }
        }
    }

    private static boolean isWord(int point) {
        return Character.isLetterOrDigit(point) && !joins(point);
    }

    /** Apostrophes in all their shapes, the letters among them included, and middle dots. */
    private static boolean joins(int point) {
        return switch (point) {
            case '\'', '`', '·', '‘', '’', '‛', '′', '‧', '׳', '\ua78c', '\u02ee' -> true;
            default -> point >= 0x2b9 && point <= 0x2c1;
        };
    }

    /** Whether a text holds a script that writes its words, or its names, without spaces. */
    public static boolean runsOn(String text) {
        return text.codePoints().anyMatch(Folding::runsOn);
    }

    private static boolean runsOn(int point) {
        return point >= FIRST_RUNNING_ON
                && switch (Character.UnicodeScript.of(point)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR ->
                            true;
                    default -> false;
                };
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }

    // A mark is an accent in some scripts, and in others half of the letter: a vowel in Devanagari,
    // the
    // voicing in Kana.
    private static boolean keepsMarks(StringBuilder folded) {
        if (folded.isEmpty()) {
            return false;
        }
        return switch (Character.UnicodeScript.of(folded.codePointBefore(folded.length()))) {
            case LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, COMMON -> false;
            default -> true;
        };
    }
}
