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
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
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

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private long line;

    /** Takes the stream over and closes it in the end. */
    public CsvRows(InputStream in, CsvShape shape) throws IOException {
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
                                unmarked(in, shape));
        records = reader.iterator();
    }

    /** The next row; empty at the end. */
    public Optional<CsvRow> next() throws IOException, BrokenFileException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord row = records.next();
            line = row.getStartingLineNumber();
            return Optional.of(new CsvRow(line, row.getFields()));
        } catch (CsvParseException broken) {
            throw broken(broken);
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof CharacterCodingException) {
                throw new BrokenFileException(Fault.ENCODING, line + 1);
            }
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
        if (broken.getCause() instanceof CharacterCodingException) {
            return new BrokenFileException(Fault.ENCODING, line + 1);
        }
        return new BrokenFileException(Fault.TOO_LONG, line + 1);
    }

    private static Reader unmarked(InputStream in, CsvShape shape) throws IOException {
        boolean windows = shape.encoding().equals(CsvSniffer.WINDOWS);
        CodingErrorAction action = windows ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        CharsetDecoder decoder =
                shape.encoding()
                        .newDecoder()
                        .onMalformedInput(action)
                        .onUnmappableCharacter(action);
        PushbackReader reader = new PushbackReader(new InputStreamReader(in, decoder));
        int first = reader.read();
        if (first != MARK && first >= 0) {
            reader.unread(first);
        }
        return reader;
    }
}
