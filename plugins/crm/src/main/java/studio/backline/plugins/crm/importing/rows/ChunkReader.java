package studio.backline.plugins.crm.importing.rows;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.CsvRows;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.width.EvenRows;

/** Reads a file in chunks, the next one while the database works on the last. */
public final class ChunkReader implements Closeable {

    /** Rows of one chunk: enough for the database to be quick, few enough to hold in memory. */
    public static final int SIZE = 10_000;

    /** Rows of the first chunk: few, so that who watches soon sees that it moves. */
    public static final int FIRST = 1_000;

    /** The most rows of a file. */
    public static final long MAX_ROWS = 5_000_000;

    private final EvenRows csv;
    private final RowReader rows;
    private final SeenRows seen;
    private final long skipped;
    private long records;
    private int size = FIRST;
    private CompletableFuture<Optional<Chunk>> next;

    /**
     * @param csv closed by whoever opened it, as is what has been seen
     * @param hasHeader whether the first row is no person
     * @param skipped how many rows an earlier run has done: they come too, in chunks of their own
     * @param seen nothing yet
     */
    public ChunkReader(CsvRows csv, ImportPlan plan, boolean hasHeader, long skipped, SeenRows seen)
            throws IOException, BrokenFileException {
        this.csv = new EvenRows(csv, plan);
        this.seen = seen;
        this.rows = new RowReader(plan);
        this.skipped = skipped;
        if (hasHeader) {
            csv.next();
        }
        this.next = CompletableFuture.supplyAsync(this::read);
    }

    /** The next rows; empty at the end. */
    public Optional<Chunk> next() throws IOException, BrokenFileException {
        Optional<Chunk> chunk;
        try {
            chunk = next.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case ReadFailure failure when failure.getCause() instanceof BrokenFileException b ->
                        throw b;
                case ReadFailure failure when failure.getCause() instanceof IOException io ->
                        throw io;
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw failed;
            }
        }
        if (chunk.isPresent()) {
            next = CompletableFuture.supplyAsync(this::read);
        }
        return chunk;
    }

    @Override
    public void close() {
        // Nothing must be closed under a reader that still works on it.
        next.handle((chunk, failure) -> chunk).join();
    }

    private Optional<Chunk> read() {
        Chunk chunk =
                new Chunk(
                        0,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        long until = records + size;
        if (records < skipped) {
            until = Math.min(until, skipped);
        }
        try {
            while (records < until) {
                Optional<CsvRow> row = csv.next();
                if (row.isEmpty()) {
                    break;
                }
                records++;
                sort(rows.read(row.get()), chunk);
            }
        } catch (IOException | BrokenFileException failure) {
            throw new ReadFailure(failure);
        }
        size = records == skipped ? FIRST : SIZE;
        if (records > MAX_ROWS) {
            throw new ReadFailure(new BrokenFileException(Fault.TOO_MANY_ROWS, 0));
        }
        return chunk.size() == 0
                ? Optional.empty()
                : Optional.of(
                        new Chunk(
                                records,
                                chunk.people(),
                                chunk.organisations(),
                                chunk.left(),
                                chunk.alone()));
    }

    private void sort(ParsedRow row, Chunk chunk) {
        switch (row) {
            case ParsedRow.Known known -> {
                if (known.alone()) {
                    chunk.alone().add(known);
                    chunk.left()
                            .add(new Chunk.Left(known.leftOut(RowReader.ORGANISATION), 0, false));
                    return;
                }
                ParsedRow.Known told = told(known);
                long repeats = seen.firstLine(told);
                if (repeats == 0) {
                    chunk.people().add(told);
                } else {
                    chunk.left().add(new Chunk.Left(told, repeats, true));
                }
            }
            case ParsedRow.Organisation organisation -> {
                long repeats = seen.firstLine(organisation);
                if (repeats == 0) {
                    chunk.organisations().add(organisation);
                } else {
                    chunk.left().add(new Chunk.Left(organisation, repeats, true));
                }
            }
            case ParsedRow.Faulty faulty -> {
                boolean called = !faulty.called().isEmpty();
                boolean known = called && seen.knows(faulty.called());
                if (called && !known) {
                    seen.refused(faulty.called(), faulty.news().refusals());
                }
                chunk.left().add(new Chunk.Left(faulty, 0, known));
            }
        }
    }

    // An earlier row may have said no in this person's name and told nothing else.
    private ParsedRow.Known told(ParsedRow.Known row) {
        if (row.called().isEmpty()) {
            return row;
        }
        Map<Channel, ConsentEvent> earlier = seen.refusals(row.called());
        return earlier.isEmpty() ? row : row.with(row.news().tightenedBy(earlier));
    }

    private static final class ReadFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReadFailure(Exception cause) {
            super(cause);
        }
    }
}
