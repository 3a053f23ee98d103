package studio.backline.plugins.crm.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import studio.backline.contract.text.Folding;

/**
 * Tells whether the first row of a file names its columns: by words that are known, in whatever
 * language by what stands below.
 */
public final class HeaderRow {

    private static final int LONGEST_NAME = 60;

    /** An address, a link, a name on a platform, a phone number, a day: nothing is called so. */
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\S*@\\S+|.*<\\S+@\\S+>|(?i:https?://|www\\.).*|\\d{4}-\\d\\d-\\d\\d.*"
                            + "|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}.*|\\+?[0-9][0-9 ()/.-]{6,24}");

    private static final Pattern FIGURES = Pattern.compile("[^\\p{L}]*\\d[^\\p{L}]*");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    /** As programs call columns that nobody has named: Column1, Feld 2, field_3. */
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}+) ?\\d{1,4}");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private HeaderRow() {}

    /**
     * Whether the first of some rows holds names.
     *
     * @param known whether a cell is a usual name of a column
     */
    public static boolean isNames(List<CsvRow> rows, Predicate<String> known) {
        List<String> first = rows.getFirst().cells().stream().map(CsvCells::value).toList();
        List<CsvRow> below = rows.subList(1, rows.size());
        if (first.stream().anyMatch(cell -> VALUE.matcher(cell.strip()).matches())) {
            return false;
        }
        return first.stream().anyMatch(known)
                || isNumbered(first, below)
                || columns(first).anyMatch(column -> isAboveValues(first, below, column))
                || !below.isEmpty() && first.size() > 1 && isUnlike(first, below);
    }

    /** One word for all, a number of its own behind each, and nothing like it below. */
    private static boolean isNumbered(List<String> first, List<CsvRow> below) {
        Set<String> names = new HashSet<>();
        Set<String> words = new HashSet<>();
        for (String cell : first) {
            Matcher name = NUMBERED.matcher(Folding.fold(cell));
            if (!name.matches() || !names.add(name.group())) {
                return false;
            }
            words.add(name.group(1));
        }
        return names.size() > 1
                && words.size() == 1
                && cells(below, 0).stream()
                        .map(cell -> NUMBERED.matcher(Folding.fold(cell)))
                        .noneMatch(cell -> cell.matches() && words.contains(cell.group(1)));
    }

    private static IntStream columns(List<String> first) {
        return IntStream.range(0, first.size());
    }

    /** A word, and below it next to nothing but addresses, figures and the like. */
    private static boolean isAboveValues(List<String> first, List<CsvRow> below, int column) {
        String name = first.get(column);
        if (!LETTER.matcher(name).find() || DIGIT.matcher(name).find()) {
            return false;
        }
        List<String> cells = cells(below, column);
        long values =
                cells.stream()
                        .filter(
                                cell ->
                                        VALUE.matcher(cell).matches()
                                                || FIGURES.matcher(cell).matches())
                        .count();
        return values > 0 && values * 5 >= cells.size() * 4L;
    }

    /** Short, whole, without a figure, and nothing of it comes again in its column. */
    private static boolean isUnlike(List<String> first, List<CsvRow> below) {
        Set<String> names = new HashSet<>();
        return columns(first)
                .allMatch(
                        column -> {
                            String name = Folding.fold(first.get(column));
                            return !name.isEmpty()
                                    && name.length() <= LONGEST_NAME
                                    && !DIGIT.matcher(name).find()
                                    && names.add(name)
                                    && cells(below, column).stream()
                                            .noneMatch(cell -> Folding.fold(cell).equals(name));
                        });
    }

    private static List<String> cells(List<CsvRow> rows, int column) {
        return rows.stream()
                .filter(row -> row.cells().size() > column)
                .map(row -> CsvCells.value(row.cells().get(column)).strip())
                .filter(cell -> !cell.isEmpty())
                .toList();
    }
}
