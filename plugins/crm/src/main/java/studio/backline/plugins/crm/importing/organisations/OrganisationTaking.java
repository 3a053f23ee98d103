package studio.backline.plugins.crm.importing.organisations;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.contract.bulk.StagingTable.Column;
import studio.backline.contract.bulk.StagingTable.Type;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.organisations.OrganisationHere.Merged;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.importing.run.ChunkConsents;
import studio.backline.plugins.crm.importing.run.ChunkLines;
import studio.backline.plugins.crm.importing.run.ImportTarget;
import studio.backline.plugins.crm.importing.run.ImportTarget.Outcomes;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.tag.TagKeys;

/**
 * Takes one chunk of organisations in, or tells what would come of it. They are known by name, as
 * in the form; a file has each name once.
 */
class OrganisationTaking implements ImportTarget.Taking {

    private static final StagingTable ROWS =
            new StagingTable(
                    "staged_organisation",
                    List.of(
                            new Column("id", Type.UUID),
                            new Column("fresh", Type.BOOLEAN),
                            new Column("city", Type.TEXT),
                            new Column("country", Type.TEXT),
                            new Column("search_text", Type.TEXT),
                            new Column("roles", Type.TEXT_ARRAY),
                            new Column("tags", Type.TEXT_ARRAY)));

    private static final StagingTable CONTACTS =
            new StagingTable(
                    "staged_organisation_contact",
                    List.of(
                            new Column("organisation_id", Type.UUID),
                            new Column("id", Type.UUID),
                            new Column("kind", Type.TEXT),
                            new Column("label", Type.TEXT),
                            new Column("value", Type.TEXT)));

    private static final int SHOWN = 20;

    private final EntityManager entities;
    private final BulkLoad load;
    private final ChunkConsents consents;
    private final ChunkLines lines;
    private final OrganisationKeys keys;

    OrganisationTaking(EntityManager entities, BulkLoad load, ChunkConsents consents) {
        this.entities = entities;
        this.load = load;
        this.consents = consents;
        this.lines = new ChunkLines(entities, load);
        this.keys = new OrganisationKeys(entities);
    }

    @Override
    public ImportCounts rehearse(ImportBatch batch, Chunk chunk, boolean first) {
        Map<String, UUID> here = keys.find(names(chunk));
        Map<Long, Merged> known = merged(chunk, here, here.values());
        return kept(batch, fitting(chunk, known), first, true, known);
    }

    @Override
    public ImportCounts apply(ImportBatch batch, ImportPlan plan, Chunk whole, boolean first) {
        query(ImportTarget.TAKE_TURN).getSingleResult();
        // Tags before organisations, as the forms: else each could wait for the other.
        Map<String, UUID> tags = tags(whole, batch);
        Map<String, UUID> ids =
                whole.organisations().isEmpty() ? Map.of() : keys.byKey(names(whole), batch.key());
        Set<UUID> here = new HashSet<>(ids.values());
        here.removeAll(ids(query(OrganisationSql.MADE).setParameter("batch", batch.key()), here));
        // A form that is saved meanwhile waits, and tells that it is behind.
        ids(query(OrganisationSql.LOCK), here);
        Map<Long, Merged> merged = merged(whole, ids, here);
        Chunk chunk = fitting(whole, merged);
        List<Merged> changed =
                merged.values().stream()
                        .filter(each -> here.contains(each.here().id()))
                        .filter(each -> !each.changes().isEmpty())
                        .toList();
        if (!changed.isEmpty()) {
            query(OrganisationSql.KEEP_IMAGES)
                    .setParameter("batch", batch.key())
                    .setParameter(
                            "ids",
                            SqlArrays.uuids(
                                    changed.stream().map(each -> each.here().id()).toList()))
                    .executeUpdate();
        }
        List<Merged> all = new ArrayList<>(changed);
        merged.values().stream().filter(each -> !here.contains(each.here().id())).forEach(all::add);
        write(batch, all, changed.size(), tags);
        consents.refuse(chunk, plan);
        Map<Long, Merged> known = new LinkedHashMap<>(merged);
        known.values().removeIf(each -> !here.contains(each.here().id()));
        return kept(batch, chunk, first, false, known);
    }

    /** Leaves rows out with which an organisation would have more than one may. */
    private static Chunk fitting(Chunk chunk, Map<Long, Merged> merged) {
        Set<Long> full = new HashSet<>();
        merged.forEach(
                (line, each) -> {
                    if (each.isFull()) {
                        full.add(line);
                    }
                });
        merged.keySet().removeAll(full);
        return full.isEmpty() ? chunk : chunk.without(full, "full-organisation");
    }

    private static List<String> names(Chunk chunk) {
        return chunk.organisations().stream().map(row -> row.details().name()).toList();
    }

    private Map<String, UUID> tags(Chunk chunk, ImportBatch batch) {
        Set<String> names = new HashSet<>();
        chunk.organisations().forEach(row -> names.addAll(row.details().tags()));
        return names.isEmpty() ? Map.of() : new TagKeys(entities).byKey(names, batch.key());
    }

    /** By line each row with what is kept of it, where there is an id for it. */
    private Map<Long, Merged> merged(Chunk chunk, Map<String, UUID> ids, Collection<UUID> here) {
        Map<UUID, OrganisationHere> known = read(here);
        Map<Long, Merged> merged = new LinkedHashMap<>();
        for (ParsedRow.Organisation row : chunk.organisations()) {
            UUID id = ids.get(OrganisationKeys.key(row.details().name()));
            if (id != null) {
                OrganisationHere kept =
                        known.computeIfAbsent(
                                id, none -> OrganisationHere.of(id, row.details().name(), "", ""));
                merged.put(row.line(), kept.with(row.details()));
            }
        }
        return merged;
    }

    private Map<UUID, OrganisationHere> read(Collection<UUID> ids) {
        Map<UUID, OrganisationHere> here = new HashMap<>();
        if (ids.isEmpty()) {
            return here;
        }
        String among = SqlArrays.uuids(ids);
        List<?> rows = query(OrganisationSql.HERE).setParameter("ids", among).getResultList();
        SqlValues.rows(rows)
                .forEach(
                        row ->
                                here.put(
                                        uuid(row[0]),
                                        OrganisationHere.of(
                                                uuid(row[0]),
                                                text(row[1]),
                                                text(row[2]),
                                                text(row[3]))));
        List<?> parts = query(OrganisationSql.PARTS).setParameter("ids", among).getResultList();
        SqlValues.rows(parts)
                .forEach(
                        part -> {
                            OrganisationHere owner = here.get(uuid(part[0]));
                            if (owner != null) {
                                add(owner, text(part[1]), text(part[2]), text(part[3]));
                            }
                        });
        return here;
    }

    private static void add(OrganisationHere owner, String kind, String label, String value) {
        switch (kind) {
            case "role" -> PartyRole.ofCode(value).ifPresent(owner.roles()::add);
            case "tag" -> owner.tags().add(TagKeys.key(value));
            default ->
                    owner.contacts().add(new ContactPoint(ContactKind.ofCode(kind), label, value));
        }
    }

    /**
     * @param changed how many of them, the first ones, are here already
     */
    private void write(ImportBatch batch, List<Merged> all, int changed, Map<String, UUID> tags) {
        if (all.isEmpty()) {
            return;
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<@Nullable Object[]> contacts = new ArrayList<>();
        for (Merged each : all) {
            rows.add(row(each, rows.size() >= changed, tags));
            each.contacts().forEach(contact -> contacts.add(contact(each.here().id(), contact)));
        }
        load.copy(ROWS, rows.iterator());
        load.copy(CONTACTS, contacts.iterator());
        query(OrganisationSql.UPDATE)
                .setParameter("started", batch.startedAt().orElseThrow())
                .executeUpdate();
        OrganisationSql.ADD_PARTS.forEach(sql -> query(sql).executeUpdate());
    }

    private static @Nullable Object[] row(Merged each, boolean fresh, Map<String, UUID> tags) {
        return new @Nullable Object[] {
            each.here().id(),
            fresh,
            each.city(),
            each.country(),
            each.searched(),
            each.roles().stream().map(PartyRole::code).toArray(String[]::new),
            each.tags().stream()
                    .map(tag -> String.valueOf(tags.get(TagKeys.key(tag))))
                    .toArray(String[]::new)
        };
    }

    private static @Nullable Object[] contact(UUID owner, ContactPoint contact) {
        return new @Nullable Object[] {
            owner, TimeOrderedUuid.next(), contact.kind().code(), contact.label(), contact.value()
        };
    }

    /**
     * @param known the organisations that were here already
     */
    private ImportCounts kept(
            ImportBatch batch,
            Chunk chunk,
            boolean first,
            boolean rehearsal,
            Map<Long, Merged> known) {
        Map<Long, UUID> matched = new HashMap<>();
        Set<Long> changed = new HashSet<>();
        Map<Long, String[]> shown = new HashMap<>();
        known.forEach(
                (line, each) -> {
                    matched.put(line, each.here().id());
                    List<String> changes = each.changes();
                    if (!changes.isEmpty()) {
                        changed.add(line);
                        if (first && rehearsal && shown.size() < SHOWN) {
                            shown.put(line, changes.toArray(String[]::new));
                        }
                    }
                });
        Outcomes outcomes = Outcomes.of(matched, changed);
        lines.keep(batch.key(), chunk, outcomes, first, shown);
        return outcomes.counts(chunk);
    }

    private static List<UUID> ids(Query query, Collection<UUID> among) {
        List<?> found = query.setParameter("ids", SqlArrays.uuids(among)).getResultList();
        return found.stream().map(SqlValues::uuid).toList();
    }

    private Query query(String sql) {
        return entities.createNativeQuery(sql);
    }
}
