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
import studio.backline.plugins.crm.trash.OrganisationImage;

/**
 * Takes an import of organisations back, a thousand at a time. What was edited since bears another
 * time of change and stays as it is; what was new and has people or notes by now stays too.
 */
class OrganisationUndo implements ImportTarget.Undoing {

    private static final int STEP = 1_000;

    private final EntityManager entities;
    private final ImportStore store;
    private final UndoSteps people;

    OrganisationUndo(EntityManager entities, ImportStore store, UndoSteps people) {
        this.entities = entities;
        this.store = store;
        this.people = people;
    }

    @Override
    public long left(UUID batch, Instant started) {
        return number(
                        query(
                                "select count(*) from import_organisation_change"
                                        + " where batch_id = :batch",
                                batch))
                + number(
                        query("select count(*)" + OrganisationSql.UNTOUCHED, batch)
                                .setParameter("started", started));
    }

    @Override
    public int take(ImportId batch, Instant started) {
        entities.createNativeQuery(ImportTarget.TAKE_TURN).getSingleResult();
        int restored = restore(batch, started);
        return restored > 0 ? restored : remove(batch.value(), started);
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

    /** Restores what was changed; how many there were, edited ones included. */
    private int restore(ImportId id, Instant started) {
        UUID batch = id.value();
        List<UUID> all =
                ids(
                        query(
                                        "select organisation_id from import_organisation_change"
                                                + " where batch_id = :batch",
                                        batch)
                                .setMaxResults(STEP));
        if (all.isEmpty()) {
            return 0;
        }
        List<UUID> here = ids(among(OrganisationSql.LOCK, all));
        List<UUID> untouched =
                ids(among(OrganisationSql.AT, here).setParameter("started", started));
        store.kept(id, here.size() - (long) untouched.size());
        putBack(batch, untouched);
        among(OrganisationSql.HAND_ON, all)
                .setParameter("batch", batch)
                .setParameter("started", started)
                .executeUpdate();
        among("delete" + OrganisationSql.IMAGES, all).setParameter("batch", batch).executeUpdate();
        delete(ids(among(OrganisationSql.ORPHANS, untouched)));
        return all.size();
    }

    private void putBack(UUID batch, List<UUID> untouched) {
        if (untouched.isEmpty()) {
            return;
        }
        among(OrganisationSql.PUT_BACK, untouched).setParameter("batch", batch).executeUpdate();
        for (String table :
                List.of("organisation_contact", "organisation_role", "organisation_tag")) {
            among(
                            "delete from "
                                    + table
                                    + " where organisation_id = any(cast(:ids as uuid[]))",
                            untouched)
                    .executeUpdate();
        }
        for (String part : OrganisationImage.RESTORE_PARTS) {
            among(part.formatted(OrganisationSql.IMAGES), untouched)
                    .setParameter("batch", batch)
                    .executeUpdate();
        }
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
            among("delete from organisation where id = any(cast(:ids as uuid[]))", organisations)
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
