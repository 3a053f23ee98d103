package studio.backline.plugins.crm.trash;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * What was deleted, whole and with its sealed notes, for as long as a deletion can be taken back.
 * It leaves the tables, so that no list, search or count has to leave it out.
 */
final class PartyTrash {

    /** For how long a deletion can be taken back. */
    static final Duration KEPT = Duration.ofDays(30);

    private final EntityManager entities;
    private final PartyTables tables;
    private final List<String> parts;

    /**
     * @param parts what hangs on it besides contacts, roles and tags
     */
    PartyTrash(EntityManager entities, PartyTables tables, List<String> parts) {
        this.entities = entities;
        this.tables = tables;
        this.parts = parts;
    }

    /**
     * Waits for whoever is changing it or adding to it, and keeps others from it: the image is read
     * after this, and else would be of before. Taken before addresses are closed, as imports do.
     *
     * @return whether there was one
     */
    boolean lock(UUID id) {
        return !query("select id from {party} where id = :party for update")
                .setParameter("party", id)
                .getResultList()
                .isEmpty();
    }

    /** Keeps one that is locked. */
    void keep(UUID id, Instant now) {
        query(
                        "insert into {deleted} (id, image, deleted_at) select p.id, "
                                + PartyImage.of(tables, parts)
                                + ", :now from {party} p where p.id = :party")
                .setParameter("party", id)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Takes it out of the tables. */
    void remove(UUID id) {
        query("delete from {party} where id = :party").setParameter("party", id).executeUpdate();
    }

    /** Whether there is one to bring back, and still time for it. */
    boolean holds(UUID id, Instant now) {
        return !query(
                        "select id from {deleted} where id = :party and deleted_at >= :limit for update")
                .setParameter("party", id)
                .setParameter("limit", now.minus(KEPT))
                .getResultList()
                .isEmpty();
    }

    /** Whether it came back; not where something else has its place. */
    boolean putBack(UUID id) {
        int restored = query(PartyImage.restore(tables)).setParameter("party", id).executeUpdate();
        if (restored == 0) {
            return false;
        }
        for (String part : PartyImage.restoreParts(tables, parts)) {
            query(part.formatted("from {deleted} where id = :party"))
                    .setParameter("party", id)
                    .executeUpdate();
        }
        return true;
    }

    /** Whom nobody brought back in time. */
    List<UUID> late(Instant now) {
        List<?> found =
                query("select id from {deleted} where deleted_at < :limit for update")
                        .setParameter("limit", now.minus(KEPT))
                        .getResultList();
        return found.stream().map(SqlValues::uuid).toList();
    }

    /** Empties of these. */
    void forget(Collection<UUID> ids) {
        query("delete from {deleted} where id = any(cast(:ids as uuid[]))")
                .setParameter("ids", SqlArrays.uuids(ids))
                .executeUpdate();
    }

    private Query query(String sql) {
        return entities.createNativeQuery(tables.in(sql));
    }
}
