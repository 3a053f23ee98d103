package studio.backline.plugins.crm.importing.organisations;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.importing.run.ImportTarget;
import studio.backline.plugins.crm.importing.run.UndoSteps;
import studio.backline.plugins.crm.importing.undo.UndoneChanges;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.trash.OrganisationImage;

/**
 * Takes an import of organisations back, a thousand at a time. What was edited since bears another
 * time of change and stays as it is; what was new and has people or notes by now stays too.
 */
class OrganisationUndo implements ImportTarget.Undoing {

    private static final int STEP = 1_000;

    private static final UndoneChanges.Columns COLUMNS =
            new UndoneChanges.Columns(
                    List.of("city", "country", "search_text"),
                    List.of("organisation_contact", "organisation_role", "organisation_tag"),
                    OrganisationImage.RESTORE_PARTS);

    private final EntityManager entities;
    private final UndoneChanges changes;
    private final UndoSteps people;

    OrganisationUndo(EntityManager entities, ImportStore store, UndoSteps people) {
        this.entities = entities;
        this.changes = new UndoneChanges(entities, store, PartyTables.ORGANISATION, COLUMNS, STEP);
        this.people = people;
    }

    @Override
    public void takeTurn() {
        people.takeTurn();
    }

    @Override
    public long left(UUID batch, Instant started) {
        return changes.left(batch)
                + number(
                        query("select count(*)" + OrganisationSql.UNTOUCHED, batch)
                                .setParameter("started", started));
    }

    @Override
    public int take(ImportId batch, Instant started, String reason) {
        takeTurn();
        UndoneChanges.Restored restored =
                changes.restore(batch, started, (untouched, putBack) -> putBack.run());
        delete(ids(among(OrganisationSql.ORPHANS, restored.untouched())));
        return restored.all() > 0 ? restored.all() : remove(batch.value(), started);
    }

    @Override
    public long edited(UUID batch, Instant started) {
        return number(
                query(
                        "select count(*) from import_made m join organisation o on o.id = m.made_id"
                                + " where m.batch_id = :batch",
                        batch));
    }

    @Override
    public void removeNames(UUID batch) {
        people.removeNames(batch);
    }

    /** Removes what was new; how many. */
    private int remove(UUID batch, Instant started) {
        List<UUID> made =
                ids(
                        query("select o.id" + OrganisationSql.UNTOUCHED + " for update of o", batch)
                                .setParameter("started", started)
                                .setMaxResults(STEP));
        delete(made);
        return made.size();
    }

    private void delete(List<UUID> organisations) {
        if (!organisations.isEmpty()) {
            among("delete from organisation where id" + SqlArrays.among("ids"), organisations)
                    .executeUpdate();
        }
    }

    private Query query(String sql, UUID batch) {
        return entities.createNativeQuery(sql).setParameter("batch", batch);
    }

    private Query among(String sql, Collection<UUID> ids) {
        return entities.createNativeQuery(sql).setParameter("ids", SqlArrays.uuids(ids));
    }

    private static long number(Query query) {
        return SqlValues.number(query.getSingleResult());
    }

    private static List<UUID> ids(Query query) {
        List<?> ids = query.getResultList();
        return ids.stream().map(SqlValues::uuid).toList();
    }
}
