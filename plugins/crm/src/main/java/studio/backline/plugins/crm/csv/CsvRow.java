package studio.backline.plugins.crm.csv;

import java.util.List;

/**
 * One row of a file.
 *
 * @param line where it begins, from 1
 * @param cells as they are in the file, quotes taken off
 */
public record CsvRow(long line, List<String> cells) {}
