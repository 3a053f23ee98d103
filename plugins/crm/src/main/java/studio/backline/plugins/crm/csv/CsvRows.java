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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;

/**
 * The rows of a CSV file (RFC 4180), one after the other, in flat memory. Empty lines are left out,
 * and rows of nothing but empty cells, of which spreadsheets write any number.
 */
public final class CsvRows implements Closeable {

    /** The most columns. */
    public static final int MAX_COLUMNS = 200;

    private static final int MAX_CELL = 100_000;
    private static final int MAX_ROW = 1_000_000;
    private static final int MARK = 0xfeff;
    private static final int LOOK_AHEAD = 10;
    private static final int TITLE_LOOK_AHEAD = 16_384;
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\n]");
    private static final Pattern RECORD_AT = Pattern.compile("started in line (\\d+)");

    // Stands for bytes that the encoding does not know: no decoder makes half a pair of them.
    private static final char DAMAGE = '\udfff';

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final int above;
    private @Nullable CsvRecord before;
    private long folded;

    /** Takes the stream over and closes it in the end. */
    public CsvRows(InputStream in, CsvShape shape) throws IOException {
        PushbackReader text = unmarked(in, shape);
        above = (skipSeparatorLine(text) ? 1 : 0) + skipTitle(text, shape.separator());
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
            while (records.hasNext()) {
                CsvRecord record = records.next();
                long number = number(record);
                List<String> cells = record.getFields();
                if (!isBlank(cells)) {
                    return Optional.of(row(number, cells));
                }
            }
            return Optional.empty();
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
        Matcher told = RECORD_AT.matcher(text);
        long at = above + (told.find() ? Long.parseLong(told.group(1)) : 1);
        if (text.contains("quote")) {
            return new BrokenFileException(Fault.QUOTES, at);
        }
        if (text.contains("surpassed the maximum limit")) {
            return new BrokenFileException(Fault.TOO_WIDE, at);
        }
        return new BrokenFileException(Fault.TOO_LONG, at);
    }

    /** As a spreadsheet counts: a line break within a cell begins no row, an empty line is one. */
    private long number(CsvRecord record) {
        CsvRecord last = before;
        long start = record.getStartingLineNumber();
        if (last != null && start > last.getStartingLineNumber() + 1) {
            folded += last.getFields().stream().mapToLong(CsvRows::breaks).sum();
        }
        before = record;
        return above + start - folded;
    }

    private static boolean isBlank(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static long breaks(String cell) {
        return LINE_END.matcher(cell).results().count();
    }

    private static CsvRow row(long number, List<String> cells) {
        return cells.stream().anyMatch(cell -> damage(cell, 0) >= 0)
                ? new CsvRow(number, cells.stream().map(CsvRows::replaced).toList(), true)
                : new CsvRow(number, cells);
    }

    private static String replaced(String cell) {
        StringBuilder text = new StringBuilder(cell);
        for (int at = damage(cell, 0); at >= 0; at = damage(cell, at + 1)) {
            text.setCharAt(at, '\ufffd');
        }
        return text.toString();
    }

    private static int damage(String cell, int from) {
        int nul = cell.indexOf('\0', from);
        int at = cell.indexOf(DAMAGE, from);
        while (at > 0 && Character.isHighSurrogate(cell.charAt(at - 1))) {
            at = cell.indexOf(DAMAGE, at + 1);
        }
        return at < 0 || nul >= 0 && nul < at ? nul : at;
    }

    private static PushbackReader unmarked(InputStream in, CsvShape shape) throws IOException {
        CharsetDecoder decoder =
                shape.encoding()
                        .newDecoder()
                        .replaceWith(String.valueOf(DAMAGE))
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        PushbackReader reader =
                new PushbackReader(new InputStreamReader(in, decoder), TITLE_LOOK_AHEAD);
        int first = reader.read();
        if (first != MARK && first >= 0) {
            reader.unread(first);
        }
        return reader;
    }

    /** Excel writes the separator into a line of its own above the others. */
    private static boolean skipSeparatorLine(PushbackReader reader) throws IOException {
        String begin = begin(reader, LOOK_AHEAD);
        Matcher line = CsvSniffer.SEPARATOR_LINE.matcher(begin);
        int skipped = line.lookingAt() ? line.end() : 0;
        reader.unread(begin.substring(skipped).toCharArray());
        return skipped > 0;
    }

    /** How many lines of a report's title stood above the table. */
    private static int skipTitle(PushbackReader reader, char separator) throws IOException {
        String begin = begin(reader, TITLE_LOOK_AHEAD);
        TitleLines title = TitleLines.above(begin, separator);
        reader.unread(begin.substring(title.length()).toCharArray());
        return title.lines();
    }

    private static String begin(PushbackReader reader, int most) throws IOException {
        char[] begin = new char[most];
        int length = 0;
        int read = reader.read(begin, 0, most);
        while (read > 0) {
            length += read;
            read = length < most ? reader.read(begin, length, most - length) : 0;
        }
        return new String(begin, 0, length);
    }
}
