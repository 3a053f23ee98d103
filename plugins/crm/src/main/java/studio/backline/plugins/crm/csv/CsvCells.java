package studio.backline.plugins.crm.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells as the export writes them and the import reads them back. What a spreadsheet would take for
 * a formula has an apostrophe in front, at the begin of a cell and where a spreadsheet whose lists
 * have semicolons or tabs would cut it. A cell of several values has one on each line; one line
 * that could be taken for several ends in a line break.
 */
public final class CsvCells {

    /**
     * Stands in a row that is given back for each cell that it lacks, and says to whoever reads it
     * again that nobody has mended it: a spreadsheet fills short rows up.
     */
    public static final String LACKING = "#CELL?";

    /** The first and the last heading of our exports. */
    private static final Set<List<String>> EXPORTED =
            Set.of(
                    List.of("External id", "No to post"),
                    List.of("Organisation", "Mail status source"));

    // As the export's host neutralises, wide signs of East Asian scripts included.
    private static final String SIGN = "[=+\\-@＝＋－＠]";
    private static final String CALCULATES = "(?:" + SIGN + "|[\\t\\r\\n])";
    private static final Pattern NEUTRALISED = Pattern.compile("^'+" + CALCULATES);
    private static final Pattern FORMULA = Pattern.compile("^'*" + CALCULATES);
    private static final String CUT = "([;\\t\\r\\n][ \"]*+)";
    private static final Pattern CUT_NEUTRALISED = Pattern.compile(CUT + "'(?='*+" + SIGN + ")");
    private static final Pattern CUT_FORMULA = Pattern.compile(CUT + "(?='*+" + SIGN + ")");
    private static final Pattern LISTED = Pattern.compile("\\s*(?:,|;|\\||:::)\\s*");

    private CsvCells() {}

    /** Whether a file with these headings is one of our exports, as it was written. */
    public static boolean areExported(List<String> headings) {
        return !headings.isEmpty()
                && EXPORTED.contains(List.of(headings.getFirst(), headings.getLast()));
    }

    /** The value of a cell: takes off the apostrophes that keep a spreadsheet from calculating. */
    public static String value(String cell) {
        if (cell.indexOf('\'') < 0) {
            return cell;
        }
        String value = NEUTRALISED.matcher(cell).find() ? cell.substring(1) : cell;
        return CUT_NEUTRALISED.matcher(value).replaceAll("$1");
    }

    /** A cell that a spreadsheet shows as the value, wherever it begins to read. */
    public static String neutral(String value) {
        String cut = CUT_FORMULA.matcher(value).replaceAll("$1'");
        return FORMULA.matcher(value).find() ? "'" + cut : cut;
    }

    /** The lines of a cell; empty ones are kept, but for a last one. */
    public static List<String> lines(String value) {
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(value.split("\\r\\n|\\n|\\r", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    /** Whether a cell has one value on each line. */
    public static boolean isListed(String value) {
        return value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0;
    }

    /** The values of a cell: its lines, or in one line what commas and the like separate. */
    public static List<String> values(String value) {
        return (isListed(value) ? lines(value).stream() : LISTED.splitAsStream(value))
                .filter(each -> !each.isBlank())
                .toList();
    }

    /**
     * The values of a cell in which commas and the like may be part of one: it is cut only before
     * what is a value by itself.
     *
     * @param whole whether the second may stand behind the first as another one
     */
    public static List<String> values(String value, BiPredicate<String, String> whole) {
        if (isListed(value)) {
            return values(value);
        }
        List<String> values = new ArrayList<>();
        Matcher cut = LISTED.matcher(value);
        int from = 0;
        int end = 0;
        int next = 0;
        while (next <= value.length()) {
            boolean more = cut.find();
            String part = value.substring(next, more ? cut.start() : value.length());
            String before = value.substring(from, end);
            if (!before.isBlank() && !part.isBlank() && whole.test(before, part)) {
                values.add(before);
                from = next;
            } else if (before.isBlank()) {
                from = next;
            }
            end = part.isBlank() ? end : next + part.length();
            next = more ? cut.end() : value.length() + 1;
        }
        values.add(value.substring(from, Math.max(from, end)));
        values.removeIf(String::isBlank);
        return values;
    }

    /** A value and its label, which stands behind it in brackets. */
    public static Labelled labelled(String text) {
        int bracket = text.endsWith("]") ? text.lastIndexOf(" [") : -1;
        if (bracket < 1) {
            return new Labelled(text, "");
        }
        String label = text.substring(bracket + 2, text.length() - 1);
        return new Labelled(
                text.substring(0, bracket), label.replace("\\[", "[").replace("\\\\", "\\"));
    }

    /**
     * A value with its label.
     *
     * @param value without it
     * @param label empty where there is none
     */
    public record Labelled(String value, String label) {}
}
