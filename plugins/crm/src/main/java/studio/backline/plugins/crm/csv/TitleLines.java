package studio.backline.plugins.crm.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What reports print above a table: a title, a day, an empty line. It is told by the table, whose
 * rows are as wide as each other, and by its names, none of which is an address.
 *
 * @param lines how many lines there are above the table; none where it begins at once
 * @param length the same in characters
 */
record TitleLines(int lines, int length) {

    private static final TitleLines NONE = new TitleLines(0, 0);
    private static final int MOST = 10;
    private static final int ROWS = 50;

    /** Looks into the beginning of a file, which may be cut off anywhere. */
    static TitleLines above(String begin, char separator) {
        List<CsvRecord> rows = rows(begin, separator);
        int width = width(rows);
        int names = 0;
        while (names < Math.min(MOST, rows.size() - 1) && isAbove(rows, names, width)) {
            names++;
        }
        if (names == 0 || width < 2 || !isTable(rows.subList(names, rows.size()), width)) {
            return NONE;
        }
        int lines = (int) rows.get(names).getStartingLineNumber() - 1;
        return new TitleLines(lines, length(begin, lines));
    }

    private static List<CsvRecord> rows(String begin, char separator) {
        List<CsvRecord> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .skipEmptyLines(false)
                        .ofCsvRecord(begin)) {
            reader.stream().limit(ROWS).forEach(rows::add);
        } catch (CsvParseException | IOException cutOff) {
            // A quote that is still open where the beginning ends: the rows before it tell.
            return rows;
        }
        return rows;
    }

    /** As many cells as most rows have. */
    private static int width(Collection<CsvRecord> rows) {
        return rows.stream()
                .filter(row -> filled(row) > 0)
                .collect(Collectors.groupingBy(CsvRecord::getFieldCount, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Integer, Long>comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** One cell alone; or fewer than the table has, and an empty line parts them from it. */
    private static boolean isAbove(List<CsvRecord> rows, int row, int width) {
        return filled(rows.get(row)) <= 1
                || rows.get(row).getFieldCount() < width && filled(rows.get(row + 1)) == 0;
    }

    private static boolean isTable(List<CsvRecord> rows, int width) {
        List<CsvRecord> filled = rows.stream().filter(row -> filled(row) > 0).toList();
        long alike = filled.stream().filter(row -> row.getFieldCount() == width).count();
        return filled.size() > 1
                && filled.getFirst().getFieldCount() == width
                && filled.getFirst().getFields().stream().noneMatch(cell -> cell.indexOf('@') >= 0)
                && alike * 5 >= filled.size() * 4L;
    }

    private static long filled(CsvRecord row) {
        return row.getFields().stream().filter(cell -> !cell.isBlank()).count();
    }

    private static int length(String text, int lines) {
        int at = 0;
        for (int line = 0; line < lines; line++) {
            while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return at;
    }
}
