package studio.backline.contract.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The one way in which text is folded for search and sorting: compatibility decomposition (UAX #15,
 * NFKD), accents dropped, lower case without a locale, and the letters of Latin that have no
 * decomposition spelled plainly (ł as l, ø as o, đ as d, ß as ss, æ as ae). Dvorak finds Dvořák,
 * Lodz finds Łódź.
 */
public final class Folding {

    // Two signs are too short for trigrams; each may bring a mark.
    private static final int ENDING = 4;
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
            if (!Character.isLetterOrDigit(point)) {
                gap = !folded.isEmpty();
                continue;
            }
            if (gap) {
                folded.append(' ');
                gap = false;
            }
            append(folded, point);
        }
        return folded.toString();
    }

    /** The words of a search, folded; none for a text without letters and digits. */
    public static List<String> words(String text) {
        String folded = fold(text);
        return folded.isEmpty()
                ? List.of()
                : Arrays.stream(folded.split(" ")).distinct().collect(Collectors.toList());
    }

    /**
     * The folded text as a column for searching keeps it, a blank before each word, by which its
     * beginning is found; empty for a text without letters and digits. A script without spaces has
     * no beginnings of words to look for: of each such word the beginnings of its endings stand
     * behind as words of their own (王小明 with 小明 and 明), so that one sign finds it too.
     */
    public static String searchable(String text) {
        String folded = fold(text);
        if (!runsOn(folded)) {
            return folded.isEmpty() ? folded : ' ' + folded;
        }
        StringBuilder all = new StringBuilder(folded.length() + 1).append(' ').append(folded);
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

    private static void append(StringBuilder folded, int point) {
        switch (point) {
            case 'ł' -> folded.append('l');
            case 'ø' -> folded.append('o');
            case 'đ', 'ð' -> folded.append('d');
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ħ' -> folded.append('h');
            case 'ŧ' -> folded.append('t');
            case 'ŋ' -> folded.append('n');
            case 'ı' -> folded.append('i');
            case 'ĸ' -> folded.append('k');
            default -> folded.appendCodePoint(point);
        }
    }
}
