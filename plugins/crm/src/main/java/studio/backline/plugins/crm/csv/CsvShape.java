package studio.backline.plugins.crm.csv;

import java.nio.charset.Charset;

/**
 * How a file is to be read.
 *
 * @param encoding of its bytes; a byte order mark is skipped
 * @param separator between cells: comma, semicolon, tab or bar
 */
public record CsvShape(Charset encoding, char separator) {}
