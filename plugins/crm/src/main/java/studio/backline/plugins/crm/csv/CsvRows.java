package studio.backline.plugins.crm.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;

/**
 * The rows of a CSV file (RFC 4180), one after the other, in flat memory. Empty lines are left out.
 */
public final class CsvRows implements Closeable {

    /** The most columns. */
    public static final int MAX_COLUMNS = 200;

    private static final int MAX_CELL = 100_000;
    private static final int MAX_ROW = 1_000_000;
    private static final int MARK = 0xfeff;
    private static final int LOOK_AHEAD = 10;

    // Stands for bytes that the encoding does not know: no decoder makes half a pair of them.
    private static final char DAMAGE = '\udfff';

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final int above;
    private long line;

    /** Takes the stream over and closes it in the end. */
    public CsvRows(InputStream in, CsvShape shape) throws IOException {
        PushbackReader text = unmarked(in, shape);
        above = skipSeparatorLine(text) ? 1 : 0;
        reader =
                CsvReader.builder()
                        .fieldSeparator(shape.separator())
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(false)
                        .allowUnclosedQuote(false)
                        .skipEmptyLines(true)
                        .maxBufferSize(MAX_ROW)
                        .build(
                                CsvRecordHandler.builder()
                                        .maxFields(MAX_COLUMNS)
                                        .maxFieldSize(MAX_CELL)
                                        .maxRecordSize(MAX_ROW)
                                        .build(),
                                text);
        records = reader.iterator();
    }

    /** The next row; empty at the end. */
    public Optional<CsvRow> next() throws IOException, BrokenFileException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord row = records.next();
            line = above + row.getStartingLineNumber();
            return Optional.of(row(row.getFields()));
        } catch (CsvParseException broken) {
            throw broken(broken);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private BrokenFileException broken(CsvParseException broken) {
        String text = String.valueOf(broken.getMessage()) + broken.getCause();
        if (text.contains("quote")) {
            return new BrokenFileException(Fault.QUOTES, line + 1);
        }
        if (text.contains("surpassed the maximum limit")) {
            return new BrokenFileException(Fault.TOO_WIDE, line + 1);
        }
        return new BrokenFileException(Fault.TOO_LONG, line + 1);
    }

    private CsvRow row(List<String> cells) {
        return cells.stream().anyMatch(cell -> damage(cell, 0) >= 0)
                ? new CsvRow(line, cells.stream().map(CsvRows::replaced).toList(), true)
                : new CsvRow(line, cells);
    }

    private static String replaced(String cell) {
        StringBuilder text = new StringBuilder(cell);
        for (int at = damage(cell, 0); at >= 0; at = damage(cell, at + 1)) {
            text.setCharAt(at, '\ufffd');
        }
        return text.toString();
    }

    private static int damage(String cell, int from) {
        int at = cell.indexOf(DAMAGE, from);
        while (at > 0 && Character.isHighSurrogate(cell.charAt(at - 1))) {
            at = cell.indexOf(DAMAGE, at + 1);
        }
        return at;
    }

    private static PushbackReader unmarked(InputStream in, CsvShape shape) throws IOException {
        CharsetDecoder decoder =
                shape.encoding()
                        .newDecoder()
                        .replaceWith(String.valueOf(DAMAGE))
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        PushbackReader reader = new PushbackReader(new InputStreamReader(in, decoder), LOOK_AHEAD);
        int first = reader.read();
        if (first != MARK && first >= 0) {
            reader.unread(first);
        }
        return reader;
    }

    /** Excel writes the separator into a line of its own above the others. */
    private static boolean skipSeparatorLine(PushbackReader reader) throws IOException {
        char[] begin = new char[LOOK_AHEAD];
        int length = 0;
        int read = reader.read(begin, 0, LOOK_AHEAD);
        while (read > 0) {
            length += read;
            read = length < LOOK_AHEAD ? reader.read(begin, length, LOOK_AHEAD - length) : 0;
        }
        Matcher line = CsvSniffer.SEPARATOR_LINE.matcher(new String(begin, 0, length));
        int skipped = line.lookingAt() ? line.end() : 0;
        reader.unread(begin, skipped, length - skipped);
        return skipped > 0;
    }
}
