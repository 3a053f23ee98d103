package studio.backline.plugins.crm.importing;

import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.rows.RowReader;
import studio.backline.plugins.crm.importing.strange.StrangeWordStore;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.party.PartyTables;

/** What a person sees of imports: how they stand, samples, and the rows that cannot be taken. */
class ImportLedger {

    private static final int SAMPLES = 20;
    private static final int PAGE = 1_000;
    private static final String ANY = "";
    private static final String STATUS =
            """
            select id, file_name, kind, state, kept_count, ungranted_count, job_id, created_at, row_count,
                created_count, changed_count, unchanged_count, duplicate_count, faulty_count, opt_out_count,
                record_count, ungranted_trash_count
            from import_batch
            """;

    private final EntityManager entities;
    private final ImportStore store;
    private final StrangeWordStore strange;
    private final AuditTrail audit;
    private final Texts texts;

    ImportLedger(
            EntityManager entities,
            ImportStore store,
            StrangeWordStore strange,
            AuditTrail audit,
            Texts texts) {
        this.strange = strange;
        this.entities = entities;
        this.store = store;
        this.audit = audit;
        this.texts = texts;
    }

    void audit(String act, ImportId id, Map<String, String> facts) {
        audit.record(act, id.value(), facts);
    }

    Optional<ImportStatus> find(ImportId id) {
        List<?> rows =
                entities.createNativeQuery(STATUS + " where id = :id")
                        .setParameter("id", id.value())
                        .getResultList();
        return SqlValues.rows(rows).findFirst().map(ImportLedger::status);
    }

    List<ImportStatus> latest(int limit) {
        List<?> rows =
                entities.createNativeQuery(STATUS + " order by created_at desc")
                        .setMaxResults(limit)
                        .getResultList();
        return SqlValues.rows(rows).map(ImportLedger::status).toList();
    }

    List<ImportSample> samples(ImportId id) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select line, outcome, display, reason, detail, changes from (
                                    select l.*, row_number() over
                                        (partition by outcome order by line) as nth
                                    from import_line l where batch_id = :id) numbered
                                where nth <= :most order by outcome, line
                                """)
                        .setParameter("id", id.value())
                        .setParameter("most", SAMPLES)
                        .getResultList();
        return SqlValues.rows(rows)
                .map(
                        row ->
                                new ImportSample(
                                        number(row[0]),
                                        ImportSample.Outcome.valueOf(text(row[1])),
                                        text(row[2]),
                                        text(row[3]),
                                        text(row[4]),
                                        changes(row[5])))
                .toList();
    }

    long namesakes(ImportId id) {
        return number(
                entities.createNativeQuery(
                                """
                                select count(*) from import_line
                                where batch_id = :id and outcome = 'NAMESAKE'
                                """)
                        .setParameter("id", id.value())
                        .getSingleResult());
    }

    private static List<ImportSample.Change> changes(@Nullable Object kept) {
        List<ImportSample.Change> changes = new ArrayList<>();
        if (kept instanceof Object[] parts) {
            for (int i = 0; i + 2 < parts.length; i += 3) {
                changes.add(
                        new ImportSample.Change(
                                text(parts[i]), text(parts[i + 1]), text(parts[i + 2])));
            }
        }
        return changes;
    }

    StrangeWords strangeWords(ImportId id) {
        return strange.find(id.value());
    }

    long writeFaults(ImportId id, OutputStream out, TransactionTemplate transaction)
            throws IOException {
        return write(id, out, ANY, transaction);
    }

    /** Those that name an organisation and nobody there, as they were. */
    long writeOrganisations(ImportId id, OutputStream out, TransactionTemplate transaction)
            throws IOException {
        return write(id, out, RowReader.ORGANISATION, transaction);
    }

    long organisations(ImportId id) {
        return number(
                entities.createNativeQuery(
                                """
                                select count(*) from import_line
                                where batch_id = :id and reason = :reason and cells is not null
                                """)
                        .setParameter("id", id.value())
                        .setParameter("reason", RowReader.ORGANISATION)
                        .getSingleResult());
    }

    private long write(
            ImportId id, OutputStream out, String reason, TransactionTemplate transaction)
            throws IOException {
        boolean why = reason.equals(ANY);
        // A byte order mark, so that spreadsheets take the file for UTF-8.
        OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\ufeff');
        CsvWriter csv = CsvWriter.builder().build(writer);
        List<String> header =
                transaction.execute(status -> new ArrayList<>(names(store.columnsOf(id))));
        int columns = header.size();
        // In front: a row may be wider than the header, and nothing of it stands elsewhere then.
        if (why) {
            header.addFirst(texts.get("crm.import.fault.column"));
        }
        csv.writeRecord(header);
        long written = 0;
        long line = 0;
        List<@Nullable Object[]> page = page(id, reason, line, transaction);
        while (!page.isEmpty()) {
            for (@Nullable Object[] row : page) {
                List<String> record = record(row, columns);
                if (why) {
                    record.addFirst(ImportSample.why(texts, text(row[1]), text(row[2])));
                }
                csv.writeRecord(record);
                line = number(row[0]);
                written++;
            }
            page = page(id, reason, line, transaction);
        }
        csv.flush();
        return written;
    }

    private List<String> names(List<ImportColumn> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> CsvCells.neutral(columns.get(i).name(texts, i)))
                .toList();
    }

    private List<@Nullable Object[]> page(
            ImportId id, String reason, long after, TransactionTemplate transaction) {
        return transaction.execute(
                status -> {
                    List<?> rows =
                            entities.createNativeQuery(
                                            """
                                            select line, reason, detail, cells from import_line
                                            where batch_id = :id and line > :after
                                                and cells is not null
                                                and (:reason = '' or reason = :reason)
                                            order by line
                                            """)
                                    .setParameter("id", id.value())
                                    .setParameter("after", after)
                                    .setParameter("reason", reason)
                                    .setMaxResults(PAGE)
                                    .getResultList();
                    return SqlValues.rows(rows).toList();
                });
    }

    private List<String> record(@Nullable Object[] row, int columns) {
        List<String> cells = new ArrayList<>();
        if (row[3] instanceof Object[] kept) {
            Arrays.stream(kept).forEach(cell -> cells.add(neutral(cell)));
        }
        while (cells.size() > columns && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        while (cells.size() < columns) {
            cells.add(CsvCells.LACKING);
        }
        return cells;
    }

    private static String neutral(@Nullable Object cell) {
        return CsvCells.neutral(CsvCells.value(String.valueOf(cell)));
    }

    private static ImportStatus status(@Nullable Object[] row) {
        return new ImportStatus(
                new ImportId(SqlValues.uuid(row[0])),
                text(row[1]),
                PartyTables.valueOf(text(row[2])),
                ImportState.valueOf(text(row[3])),
                number(row[15]),
                ImportStore.counts(row, 8),
                number(row[4]),
                number(row[5]),
                number(row[16]),
                Optional.ofNullable(row[6]).map(job -> new JobId((UUID) job)),
                SqlValues.instant(row[7]));
    }
}
