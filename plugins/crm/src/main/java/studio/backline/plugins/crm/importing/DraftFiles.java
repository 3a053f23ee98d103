package studio.backline.plugins.crm.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.CsvRows;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.csv.HeadStream;
import studio.backline.plugins.crm.party.PartyTables;

/** Stores uploaded files and looks into their first rows. */
final class DraftFiles {

    private static final int ROWS = 50;
    private static final int LOOKED_AT = 20_000;
    private static final int SAMPLES = 5;
    private static final int SAMPLE_LENGTH = 80;

    private final Files files;

    DraftFiles(Files files) {
        this.files = files;
    }

    record Draft(ImportDraft draft, FileId file, CsvShape shape) {}

    /**
     * How a file is read.
     *
     * @param names whether its first row names the columns; empty to find out
     * @param kind what it holds; empty to find out
     */
    record Reading(CsvShape shape, Optional<Boolean> names, Optional<PartyTables> kind) {}

    Draft store(String fileName, Optional<PartyTables> kind, Files.Writer writer)
            throws IOException, BrokenFileException {
        HeadStream[] head = new HeadStream[1];
        StoredFile file =
                files.store(
                        fileName,
                        out -> {
                            head[0] = new HeadStream(out);
                            writer.writeTo(head[0]);
                        });
        try {
            CsvShape shape = head[0].shape();
            return new Draft(
                    look(
                            ImportId.next(),
                            file.name(),
                            file.id(),
                            new Reading(shape, Optional.empty(), kind)),
                    file.id(),
                    shape);
        } catch (IOException | BrokenFileException | RuntimeException refused) {
            files.delete(file.id());
            throw refused;
        }
    }

    ImportDraft look(ImportBatch batch) throws IOException, BrokenFileException {
        return look(
                batch,
                new Reading(
                        batch.shape(), Optional.of(batch.hasHeader()), Optional.of(batch.kind())));
    }

    ImportDraft look(ImportBatch batch, Reading reading) throws IOException, BrokenFileException {
        FileId file = batch.file().orElseThrow(() -> new ImportGoneException(batch.id()));
        return look(batch.id(), batch.fileName(), file, reading);
    }

    /** The same, whatever its first row looks like. */
    Draft looked(Draft found, boolean names, PartyTables kind)
            throws IOException, BrokenFileException {
        ImportDraft draft = found.draft();
        Reading reading = new Reading(found.shape(), Optional.of(names), Optional.of(kind));
        return new Draft(
                look(draft.id(), draft.fileName(), found.file(), reading),
                found.file(),
                found.shape());
    }

    void keep(FileId file) {
        files.keep(file);
    }

    void delete(FileId file) {
        files.delete(file);
    }

    static ImportDraft withFields(
            ImportDraft draft, List<ImportColumn> fields, boolean remembered) {
        List<ImportColumn> columns =
                IntStream.range(0, fields.size())
                        .mapToObj(
                                i ->
                                        new ImportColumn(
                                                fields.get(i).header(),
                                                draft.columns().get(i).samples(),
                                                fields.get(i).field(),
                                                fields.get(i).label()))
                        .toList();
        return new ImportDraft(
                draft.id(),
                draft.fileName(),
                draft.kind(),
                draft.encoding(),
                draft.separator(),
                draft.hasHeader(),
                draft.firstRow(),
                columns,
                remembered);
    }

    private ImportDraft look(ImportId id, String name, FileId file, Reading reading)
            throws IOException, BrokenFileException {
        CsvShape shape = reading.shape();
        List<ColumnLook> looks = new ArrayList<>();
        List<CsvRow> rows = head(file, shape, looks);
        if (rows.isEmpty()) {
            throw new BrokenFileException(Fault.EMPTY, 0);
        }
        List<String> first = rows.getFirst().cells().stream().map(CsvCells::value).toList();
        boolean header = reading.names().orElseGet(() -> MappingGuess.isHeader(rows));
        if (!header && first.size() == 1 && rows.size() > 1 && isNoList(rows)) {
            throw new BrokenFileException(Fault.NO_COLUMNS, 0);
        }
        List<String> names = header ? first : List.of();
        PartyTables kind = reading.kind().orElseGet(() -> MappingGuess.kind(names));
        return new ImportDraft(
                id,
                name,
                kind,
                shape.encoding().name(),
                shape.separator(),
                header,
                first,
                columns(rows, header, looks, new MappingGuess(kind, names)),
                false);
    }

    private static List<ImportColumn> columns(
            List<CsvRow> rows, boolean header, List<ColumnLook> looks, MappingGuess guess) {
        List<String> names =
                header ? rows.getFirst().cells().stream().map(CsvCells::value).toList() : List.of();
        List<CsvRow> values = header ? rows.subList(1, rows.size()) : rows;
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<ImportColumn> columns =
                IntStream.range(0, header ? names.size() : width)
                        .mapToObj(
                                i -> {
                                    String title =
                                            header && !names.get(i).isBlank() ? names.get(i) : "";
                                    ImportColumn column =
                                            guess.column(
                                                    title,
                                                    samples(values, i),
                                                    looks.get(i).values());
                                    ImportColumn ordered = ordered(column, values, i);
                                    return looks.get(i)
                                            .foreign()
                                            .map(ordered::showing)
                                            .orElse(ordered);
                                })
                        .toList();
        return guess.yielding(columns);
    }

    // A list of nothing but mail addresses has one column too; prose does not hold any.
    private static boolean isNoList(List<CsvRow> rows) {
        return rows.stream().noneMatch(row -> row.cells().getFirst().indexOf('@') > 0);
    }

    private List<CsvRow> head(FileId file, CsvShape shape, List<ColumnLook> looks)
            throws IOException, BrokenFileException {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvRows csv = new CsvRows(files.open(file), shape)) {
            Optional<CsvRow> row = csv.next();
            while (row.isPresent()) {
                rows.add(row.get());
                row = rows.size() < ROWS ? csv.next() : Optional.empty();
            }
            int width = rows.stream().mapToInt(each -> each.cells().size()).max().orElse(0);
            IntStream.range(0, width).mapToObj(ColumnLook::new).forEach(looks::add);
            rows.stream().skip(1).forEach(each -> looks.forEach(look -> look.add(each)));
            lookOn(csv, looks);
        }
        return rows;
    }

    // Whoever left may stand far below those who are shown. What breaks there is told by the dry
    // run.
    private static void lookOn(CsvRows csv, List<ColumnLook> looks) throws IOException {
        try {
            Optional<CsvRow> row = csv.next();
            for (int i = 0; i < LOOKED_AT && row.isPresent(); i++) {
                CsvRow each = row.get();
                looks.forEach(look -> look.add(each));
                row = csv.next();
            }
        } catch (BrokenFileException broken) {
            return;
        }
    }

    // A day above 12 may stand further down than the few samples that are shown.
    private static ImportColumn ordered(ImportColumn column, List<CsvRow> rows, int index) {
        String order = ImportColumn.order(cells(rows, index).toList());
        return column.doubtfulDate().isEmpty() || order.isEmpty() ? column : column.labelled(order);
    }

    private static Stream<String> cells(List<CsvRow> rows, int column) {
        return rows.stream()
                .filter(row -> row.cells().size() > column)
                .map(row -> CsvCells.value(row.cells().get(column)))
                .filter(cell -> !cell.isBlank());
    }

    private static List<String> samples(List<CsvRow> rows, int column) {
        return cells(rows, column)
                .map(cell -> PlainText.start(cell, SAMPLE_LENGTH))
                .distinct()
                .limit(SAMPLES)
                .toList();
    }
}
