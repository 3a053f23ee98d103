package studio.backline.plugins.crm.importing.run;

import static studio.backline.plugins.crm.SqlValues.number;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportGoneException;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.match.Match;
import studio.backline.plugins.crm.importing.match.PeopleHere;
import studio.backline.plugins.crm.importing.match.SamePerson;
import studio.backline.plugins.crm.importing.match.TakenPeople;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.importing.run.ImportTarget.Outcomes;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.tag.Tag;

/** Takes one chunk of people in, or tells what would come of it. */
class ChunkImport implements ImportTarget.Taking {

    private final EntityManager entities;
    private final ChunkStaging staging;
    private final ChunkChanges changes;
    private final ChunkConsents consents;
    private final ChunkLines lines;
    private final ChunkDifferences differences;
    private final TakenPeople taken;

    ChunkImport(
            EntityManager entities,
            BulkLoad load,
            ChunkConsents consents,
            ChunkStaging staging,
            TakenPeople taken) {
        this.taken = taken;
        this.entities = entities;
        this.staging = staging;
        this.changes = new ChunkChanges(entities, load);
        this.consents = consents;
        this.lines = new ChunkLines(entities, load);
        this.differences = new ChunkDifferences(entities);
    }

    @Override
    public ImportCounts rehearse(ImportBatch batch, Chunk chunk, boolean first) {
        // Where nobody else is here all are new, and nothing needs to be compared.
        ImportPlan plan = plan(batch);
        Chunk told = told(batch, plan, chunk);
        Outcomes outcomes = hasOthers(batch) ? compare(batch, plan, told) : Outcomes.allNew();
        Chunk fitting = fitting(told, outcomes);
        Map<Long, String[]> shown = first ? differences.of(outcomes.changed(), fitting) : Map.of();
        lines.keep(batch.key(), fitting, outcomes, first, shown);
        return outcomes.counts(fitting);
    }

    @Override
    public ImportCounts apply(ImportBatch batch, ImportPlan plan, Chunk chunk, boolean first) {
        Instant started = batch.startedAt().orElseThrow();
        query(ImportTarget.TAKE_TURN).getSingleResult();
        Chunk told = told(batch, plan, chunk);
        Outcomes outcomes = compare(batch, plan, told);
        Chunk fitting = fitting(held(told, outcomes), outcomes);
        if (!outcomes.changed().isEmpty()) {
            change(batch.key(), plan, started, fitting);
        }
        create(batch.key(), plan, started, fitting);
        consents.record(fitting, outcomes, batch.key(), plan);
        lines.keep(batch.key(), fitting, outcomes, first, Map.of());
        return outcomes.counts(fitting);
    }

    @Override
    public Optional<ImportTarget.Ahead> ahead(ImportBatch batch, ImportPlan plan, Chunk chunk) {
        if (hasOthers(batch)) {
            return Optional.empty();
        }
        return Optional.of(new AllNew(batch, plan, chunk, staging.named(chunk.people())));
    }

    @Override
    public void passed(ImportBatch batch, ImportPlan plan, Chunk chunk) {
        if (hasOthers(batch)) {
            matches(batch, plan, told(batch, plan, chunk))
                    .forEach((line, match) -> taken.firstLine(match.person(), line));
        }
    }

    @Override
    public void forgetNames() {
        staging.forgetNames();
    }

    @Override
    public void close() {
        taken.close();
    }

    /** People who can only be new, as long as nobody else comes. */
    private final class AllNew implements ImportTarget.Ahead {

        private final ImportBatch batch;
        private final ImportPlan plan;
        private final Chunk chunk;
        private final ChunkStaging.Named named;

        AllNew(ImportBatch batch, ImportPlan plan, Chunk chunk, ChunkStaging.Named named) {
            this.batch = batch;
            this.plan = plan;
            this.chunk = chunk;
            this.named = named;
        }

        @Override
        public void begin() {
            staging.copy(chunk.people(), named);
            create(batch.key(), plan, batch.startedAt().orElseThrow(), chunk);
        }

        @Override
        public Optional<ImportCounts> end(boolean first) {
            query(ImportTarget.TAKE_TURN).getSingleResult();
            if (hasOthers(batch)) {
                return Optional.empty();
            }
            // Two may say no at one address: in turns, so that neither waits for the other.
            consents.record(chunk, Outcomes.allNew(), batch.key(), plan);
            lines.keep(batch.key(), chunk, Outcomes.allNew(), first, Map.of());
            return Optional.of(Outcomes.allNew().counts(chunk));
        }
    }

    /** Takes rows that name an organisation alone, and have an address of one person here. */
    private Chunk told(ImportBatch batch, ImportPlan plan, Chunk chunk) {
        if (chunk.alone().isEmpty() || !hasOthers(batch)) {
            return chunk;
        }
        SamePerson here =
                new PeopleHere(entities).before(batch.key(), chunk.alone(), plan.source());
        return chunk.taking(
                chunk.alone().stream()
                        .filter(row -> here.about(row).size() == 1)
                        .map(ParsedRow.Known::line)
                        .collect(Collectors.toSet()));
    }

    private Outcomes compare(ImportBatch batch, ImportPlan plan, Chunk chunk) {
        staging.copy(chunk.people(), staging.named(chunk.people()));
        // In a workspace that holds nobody else nobody can be here already.
        if (!hasOthers(batch)) {
            return Outcomes.allNew();
        }
        Outcomes outcomes =
                new Outcomes(
                        new HashMap<>(),
                        new HashSet<>(),
                        new HashMap<>(),
                        new HashMap<>(),
                        consents.known(chunk, plan),
                        new HashMap<>());
        outcomes.same().putAll(consents.owners(chunk, outcomes.called(), batch.key()));
        if (chunk.people().isEmpty()) {
            return outcomes;
        }
        match(batch, plan, chunk, outcomes);
        if (!outcomes.repeated().isEmpty()) {
            query(ChunkSql.REPEATS)
                    .setParameter("lines", ChunkReach.numbers(outcomes.repeated().keySet()))
                    .setParameter("firsts", ChunkReach.numbers(outcomes.repeated().values()))
                    .executeUpdate();
        }
        if (!outcomes.matched().isEmpty()) {
            query(ChunkSql.CHANGED).executeUpdate();
            List<?> changed = query("select line from staged_row where changed").getResultList();
            changed.forEach(line -> outcomes.changed().add(number(line)));
        }
        outcomes.namesakes().putAll(consents.namesakes(fresh(chunk, outcomes), batch.key()));
        return outcomes;
    }

    /** Leaves rows out with which somebody would have more than one person may. */
    private Chunk fitting(Chunk chunk, Outcomes outcomes) {
        if (outcomes.changed().isEmpty()) {
            return chunk;
        }
        List<?> found =
                query(ChunkSql.FULL)
                        .setParameter("contacts", ContactPoint.MAX_COUNT)
                        .setParameter("tags", Tag.MAX_COUNT)
                        .setParameter("affiliations", Affiliation.MAX_COUNT)
                        .getResultList();
        if (found.isEmpty()) {
            return chunk;
        }
        Set<Long> full = lines(found);
        query(ChunkSql.LEAVE).setParameter("lines", ChunkReach.numbers(full)).executeUpdate();
        outcomes.changed().removeAll(full);
        full.forEach(outcomes::leave);
        return chunk.without(full, "full");
    }

    /** Leaves rows out that are about people who were deleted since they were looked for. */
    private Chunk held(Chunk chunk, Outcomes outcomes) {
        if (outcomes.matched().isEmpty()) {
            return chunk;
        }
        query(ChunkSql.HOLD).getSingleResult();
        Set<Long> gone = lines(query(ChunkSql.LET_GO).getResultList());
        if (gone.isEmpty()) {
            return chunk;
        }
        return chunk.without(outcomes.forget(gone), "deleted");
    }

    private static Set<Long> lines(List<?> found) {
        return found.stream().map(SqlValues::number).collect(Collectors.toSet());
    }

    private void match(ImportBatch batch, ImportPlan plan, Chunk chunk, Outcomes outcomes) {
        Map<Long, Match> found = matches(batch, plan, chunk);
        if (found.isEmpty()) {
            return;
        }
        found.forEach((line, match) -> place(outcomes, line, match.person()));
        query(ChunkSql.MATCH)
                .setParameter("lines", ChunkReach.numbers(found.keySet()))
                .setParameter(
                        "people",
                        SqlArrays.uuids(found.values().stream().map(Match::person).toList()))
                .setParameter(
                        "keeps",
                        found.values().stream()
                                .map(match -> String.valueOf(match.keepsName()))
                                .collect(Collectors.joining(",", "{", "}")))
                .executeUpdate();
    }

    private Map<Long, Match> matches(ImportBatch batch, ImportPlan plan, Chunk chunk) {
        SamePerson here =
                new PeopleHere(entities).before(batch.key(), chunk.people(), plan.source());
        Map<Long, Match> found = new LinkedHashMap<>();
        chunk.people().forEach(row -> here.of(row).ifPresent(m -> found.put(row.line(), m)));
        return found;
    }

    private void place(Outcomes outcomes, long line, UUID person) {
        long first = taken.firstLine(person, line);
        // Its own, where the chunk was taken back and is done again.
        if (first == 0 || first == line) {
            outcomes.matched().put(line, person);
            return;
        }
        outcomes.repeated().put(line, first);
        outcomes.same().put(line, person);
    }

    private static List<ParsedRow.Known> fresh(Chunk chunk, Outcomes outcomes) {
        return chunk.people().stream()
                .filter(row -> !outcomes.matched().containsKey(row.line()))
                .filter(row -> !outcomes.same().containsKey(row.line()))
                .toList();
    }

    private static ImportPlan plan(ImportBatch batch) {
        return batch.plan().orElseThrow(() -> new ImportGoneException(batch.id()));
    }

    // All rows of an import bear its own time; the indexes by time tell others at once, and whom
    // somebody changed meanwhile, as by a no that the file does not know of.
    private boolean hasOthers(ImportBatch batch) {
        Instant started = batch.startedAt().orElseThrow();
        return Boolean.TRUE.equals(
                query(
                                """
                                select exists (select 1 from person where created_at < :started)
                                    or exists (select 1 from person where created_at > :started)
                                    or exists (select 1 from person where changed_at > :started)
                                """)
                        .setParameter("started", started)
                        .getSingleResult());
    }

    private void change(UUID batch, ImportPlan plan, Instant started, Chunk chunk) {
        query(ChunkSql.KEEP_IMAGES).setParameter("batch", batch).executeUpdate();
        changes.stage(
                chunk.people().stream()
                        .collect(Collectors.toMap(ParsedRow.Known::line, Function.identity())));
        query(ChunkSql.UPDATE_PEOPLE)
                .setParameter("source", plan.source())
                .setParameter("started", started)
                .executeUpdate();
        ChunkSql.ADD_PARTS.forEach(sql -> query(sql).executeUpdate());
    }

    private void create(UUID batch, ImportPlan plan, Instant started, Chunk chunk) {
        chunk.people().stream()
                .map(row -> PartyRole.subjectKind(row.details().roles()).name())
                .distinct()
                .forEach(
                        kind ->
                                query(ChunkSql.REGISTER)
                                        .setParameter("kind", kind)
                                        .getSingleResult());
        query(ChunkSql.INSERT_PEOPLE)
                .setParameter("batch", batch)
                .setParameter("source", plan.source())
                .setParameter("started", started)
                .executeUpdate();
        ChunkSql.INSERT_PARTS.forEach(sql -> query(sql).executeUpdate());
    }

    private Query query(String sql) {
        return entities.createNativeQuery(sql);
    }
}
