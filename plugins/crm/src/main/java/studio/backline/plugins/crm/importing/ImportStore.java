package studio.backline.plugins.crm.importing;

import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.files.FileId;
import studio.backline.contract.jobs.JobId;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.memory.MappingMemory;
import studio.backline.plugins.crm.importing.strange.StrangeWordStore;
import studio.backline.plugins.crm.party.PartyTables;

/** Rows of imports, their columns and remembered mappings, inside the current transaction. */
public class ImportStore {

    private static final String COUNTS =
            "row_count, created_count, changed_count, unchanged_count, duplicate_count,"
                    + " faulty_count, opt_out_count";

    private final EntityManager entities;
    private final StrangeWordStore strange;
    private final MappingMemory memory;

    ImportStore(EntityManager entities, StrangeWordStore strange) {
        this.entities = entities;
        this.strange = strange;
        this.memory = new MappingMemory(entities);
    }

    MappingMemory memory() {
        return memory;
    }

    /** The import of an id; empty when there is none here. */
    public Optional<ImportBatch> find(ImportId id) {
        List<?> rows =
                entities.createNativeQuery(
                                "select file_id, file_name, kind, encoding, separator, has_header,"
                                        + " state, record_count, started_at, "
                                        + COUNTS
                                        + " from import_batch where id = :id")
                        .setParameter("id", id.value())
                        .getResultList();
        return SqlValues.rows(rows).findFirst().map(row -> batch(id, row));
    }

    /** Whether it was in one of these states, and is in the next now: of two at once for one. */
    boolean move(ImportId id, List<ImportState> from, ImportState next) {
        return entities.createNativeQuery(
                                "update import_batch set state = :next"
                                        + " where id = :id and state = any(cast(:from as text[]))")
                        .setParameter("next", next.name())
                        .setParameter("from", names(from))
                        .setParameter("id", id.value())
                        .executeUpdate()
                > 0;
    }

    /** Sets the state. */
    public void state(ImportId id, ImportState state) {
        entities.createNativeQuery("update import_batch set state = :state where id = :id")
                .setParameter("state", state.name())
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /**
     * Puts an import whose job has ended before its end to where somebody can go on with it: to its
     * columns after a rehearsal, before the import where nothing of it was done. Nothing happens
     * when it has moved on.
     *
     * @param partly where it stands when something of it was done
     */
    void settle(ImportStatus seen, ImportState partly) {
        entities.createNativeQuery(
                        """
                        update import_batch b set state = case
                            when state = 'REHEARSING' then 'DRAFT'
                            when state = 'RUNNING' and row_count = record_count
                                and not exists (select 1 from person p
                                    where p.created_at = b.started_at and p.import_batch = b.id)
                                and not exists (
                                    select 1 from import_change c where c.batch_id = b.id)
                                and not exists (
                                    select 1 from import_made m where m.batch_id = b.id)
                                and not exists (select 1 from import_organisation_change c
                                    where c.batch_id = b.id)
                                then 'REHEARSED'
                            else :partly end
                        where id = :id and state = :seen
                            and job_id is not distinct from cast(:job as uuid)
                        """)
                .setParameter("partly", partly.name())
                .setParameter("id", seen.id().value())
                .setParameter("seen", seen.state().name())
                .setParameter("job", seen.job().map(JobId::toString).orElse(null))
                .executeUpdate();
    }

    /** Sets the counts, and how many rows are done. */
    public void counts(ImportId id, ImportCounts counts) {
        entities.createNativeQuery(
                        """
                        update import_batch set row_count = :rows, created_count = :created,
                            changed_count = :changed, unchanged_count = :unchanged,
                            duplicate_count = :duplicate, faulty_count = :faulty,
                            opt_out_count = :optOuts
                        where id = :id
                        """)
                .setParameter("rows", counts.rows())
                .setParameter("created", counts.created())
                .setParameter("changed", counts.changed())
                .setParameter("unchanged", counts.unchanged())
                .setParameter("duplicate", counts.duplicate())
                .setParameter("faulty", counts.faulty())
                .setParameter("optOuts", counts.optOuts())
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** Begins a dry run or an import anew: no rows are done, none are kept of an earlier run. */
    public void begin(ImportId id, ImportState state, Instant now) {
        entities.createNativeQuery("delete from import_line where batch_id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
        if (state == ImportState.REHEARSING) {
            strange.clear(id.value());
        } else {
            strange.clearQuestions(id.value());
        }
        entities.createNativeQuery(
                        "update import_batch set started_at = :now, told_at = default where id = :id")
                .setParameter("now", now)
                .setParameter("id", id.value())
                .executeUpdate();
        counts(id, ImportCounts.NONE);
        state(id, state);
    }

    /** How many rows the file has. */
    public void records(ImportId id, long records) {
        entities.createNativeQuery("update import_batch set record_count = :n where id = :id")
                .setParameter("n", records)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** Counts what an undo leaves as it is. */
    public void kept(ImportId id, long kept) {
        entities.createNativeQuery(
                        "update import_batch set kept_count = kept_count + :n where id = :id")
                .setParameter("n", kept)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /**
     * Counts people who stay after an undo, or lie in the trash, without the permission that came
     * with them.
     */
    public void ungranted(ImportId id, long here, long inTrash) {
        entities.createNativeQuery(
                        """
                        update import_batch set ungranted_count = ungranted_count + :here,
                            ungranted_trash_count = ungranted_trash_count + :trash
                        where id = :id
                        """)
                .setParameter("here", here)
                .setParameter("trash", inTrash)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** Has the file read otherwise than it was; what was said of people is not of organisations. */
    void reshape(ImportDraft draft, String headerKey) {
        entities.createNativeQuery(
                        """
                        update import_batch set kind = :kind,
                            basis = case when kind = :kind then basis end,
                            since = case when kind = :kind then since end, encoding = :encoding,
                            separator = :separator, has_header = :header, header_key = :key
                        where id = :id
                        """)
                .setParameter("kind", draft.kind().name())
                .setParameter("encoding", draft.encoding())
                .setParameter("separator", String.valueOf(draft.separator()))
                .setParameter("header", draft.hasHeader())
                .setParameter("key", headerKey)
                .setParameter("id", draft.id().value())
                .executeUpdate();
        columns(draft.id(), draft.columns());
    }

    /** Forgets the file, which is deleted. */
    public void forgetFile(ImportId id) {
        entities.createNativeQuery("update import_batch set file_id = null where id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
    }

    void job(ImportId id, JobId job) {
        entities.createNativeQuery("update import_batch set job_id = :job where id = :id")
                .setParameter("job", job.value())
                .setParameter("id", id.value())
                .executeUpdate();
    }

    void add(ImportDraft draft, FileId file, String headerKey) {
        entities.createNativeQuery(
                        """
                        insert into import_batch (id, file_id, file_name, kind, encoding,
                            separator, has_header, header_key, state, created_at)
                        values (:id, :file, :name, :kind, :encoding, :separator, :header, :key,
                            'DRAFT', :now)
                        """)
                .setParameter("kind", draft.kind().name())
                .setParameter("id", draft.id().value())
                .setParameter("file", file.value())
                .setParameter("name", draft.fileName())
                .setParameter("encoding", draft.encoding())
                .setParameter("separator", String.valueOf(draft.separator()))
                .setParameter("header", draft.hasHeader())
                .setParameter("key", headerKey)
                .setParameter("now", SqlValues.now())
                .executeUpdate();
        columns(draft.id(), draft.columns());
    }

    /** Whether it was in one of these states, and is no more. */
    boolean delete(ImportId id, List<ImportState> from) {
        return entities.createNativeQuery(
                                "delete from import_batch"
                                        + " where id = :id and state = any(cast(:from as text[]))")
                        .setParameter("from", names(from))
                        .setParameter("id", id.value())
                        .executeUpdate()
                > 0;
    }

    private static String names(List<ImportState> states) {
        return SqlArrays.texts(states.stream().map(Enum::name).toList());
    }

    void plan(ImportId id, ImportPlan plan) {
        entities.createNativeQuery(
                        """
                        update import_batch set basis = :basis, source = :source, since = :since,
                            roles = :roles, tags = :tags, country = :country
                        where id = :id
                        """)
                .setParameter("basis", plan.basis().map(LawfulBasis::name).orElse(null))
                .setParameter("source", plan.source())
                .setParameter("since", plan.since())
                .setParameter(
                        "roles",
                        plan.roles().stream()
                                .map(PartyRole::code)
                                .sorted()
                                .collect(Collectors.joining(" ")))
                .setParameter("tags", String.join("\n", plan.tags()))
                .setParameter("country", plan.country())
                .setParameter("id", id.value())
                .executeUpdate();
        strange.mean(id.value(), plan.meanings());
        columns(id, plan.columns());
        memory.remember(id.value());
    }

    private void columns(ImportId id, List<ImportColumn> columns) {
        entities.createNativeQuery("delete from import_column where batch_id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
        for (int i = 0; i < columns.size(); i++) {
            ImportColumn column = columns.get(i);
            entities.createNativeQuery(
                            """
                            insert into import_column (batch_id, position, header, field, label)
                            values (:id, :position, :header, :field, :label)
                            """)
                    .setParameter("id", id.value())
                    .setParameter("position", i)
                    .setParameter("header", column.header())
                    .setParameter("field", column.field().name())
                    .setParameter("label", column.label())
                    .executeUpdate();
        }
    }

    private ImportBatch batch(ImportId id, @Nullable Object[] row) {
        return new ImportBatch(
                id,
                Optional.ofNullable(row[0]).map(file -> new FileId((UUID) file)),
                text(row[1]),
                PartyTables.valueOf(text(row[2])),
                new CsvShape(Charset.forName(text(row[3])), text(row[4]).charAt(0)),
                Boolean.TRUE.equals(row[5]),
                ImportState.valueOf(text(row[6])),
                planOf(id),
                number(row[7]),
                counts(row, 9),
                Optional.ofNullable(row[8]).map(SqlValues::instant));
    }

    static ImportCounts counts(@Nullable Object[] row, int from) {
        return new ImportCounts(
                number(row[from]),
                number(row[from + 1]),
                number(row[from + 2]),
                number(row[from + 3]),
                number(row[from + 4]),
                number(row[from + 5]),
                number(row[from + 6]));
    }

    private Optional<ImportPlan> planOf(ImportId id) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select basis, source, since, roles, tags, country, kind
                                from import_batch where id = :id and since is not null
                                """)
                        .setParameter("id", id.value())
                        .getResultList();
        return SqlValues.rows(rows).findFirst().flatMap(row -> planOf(id, row));
    }

    private Optional<ImportPlan> planOf(ImportId id, @Nullable Object[] row) {
        try {
            return Optional.of(plan(id, row));
        } catch (MappingRefusedException readOtherwiseSince) {
            return Optional.empty();
        }
    }

    private ImportPlan plan(ImportId id, @Nullable Object[] row) {
        return new ImportPlan(
                PartyTables.valueOf(text(row[6])),
                columnsOf(id),
                Optional.ofNullable(row[0]).map(SqlValues::text).map(LawfulBasis::valueOf),
                text(row[1]),
                row[2] instanceof LocalDate since ? since : LocalDate.parse(String.valueOf(row[2])),
                roles(text(row[3])),
                text(row[4]).isEmpty() ? Set.of() : Set.of(text(row[4]).split("\n")),
                text(row[5]),
                strange.meanings(id.value()));
    }

    List<ImportColumn> columnsOf(ImportId id) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select header, field, label from import_column where batch_id = :id
                                order by position
                                """)
                        .setParameter("id", id.value())
                        .getResultList();
        return SqlValues.rows(rows)
                .map(
                        row ->
                                new ImportColumn(
                                        text(row[0]),
                                        List.of(),
                                        ImportField.valueOf(text(row[1])),
                                        text(row[2])))
                .toList();
    }

    private static Set<PartyRole> roles(String codes) {
        return Arrays.stream(codes.split(" "))
                .flatMap(code -> PartyRole.ofCode(code).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
