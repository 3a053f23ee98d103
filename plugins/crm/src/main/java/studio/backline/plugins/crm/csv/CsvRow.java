package studio.backline.plugins.crm.csv;

import java.util.List;

/**
 * One row of a file.
 *
 * @param line its number in a spreadsheet: from 1, empty lines counted, line breaks within cells
 *     not
 * @param cells as they are in the file, quotes taken off
 * @param damaged whether it held bytes that the encoding does not know; U+FFFD stands for them
 */
public record CsvRow(long line, List<String> cells, boolean damaged) {

    /** A row that is whole. */
    public CsvRow(long line, List<String> cells) {
        this(line, cells, false);
    }
}
