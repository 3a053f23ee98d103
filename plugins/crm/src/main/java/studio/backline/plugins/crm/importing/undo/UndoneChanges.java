package studio.backline.plugins.crm.importing.undo;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * Puts back what an import changed, some at a time, inside the current transaction. Who was edited
 * since bears another time of change and stays as they are.
 */
public final class UndoneChanges {

    private static final String AMONG = SqlArrays.among("ids");
    private static final String IMAGES =
            " from {change} where batch_id = :batch and {owner}" + AMONG;

    /** What another import changed next goes back to before this one when that is undone too. */
    private static final String HAND_ON =
            """
            update {change} x set image = i.image from {change} i
            where i.batch_id = :batch and i.{owner}"""
                    + AMONG
                    + """
             and x.{owner} = i.{owner} and x.batch_id <> i.batch_id
                and cast(x.image -> '{party}' ->> 'changed_at' as timestamptz) = :started
            """;

    private final EntityManager entities;
    private final ImportStore store;
    private final PartyTables tables;
    private final Columns columns;
    private final int step;

    /**
     * @param step how many are put back at a time
     */
    public UndoneChanges(
            EntityManager entities,
            ImportStore store,
            PartyTables tables,
            Columns columns,
            int step) {
        this.entities = entities;
        this.store = store;
        this.tables = tables;
        this.columns = columns;
        this.step = step;
    }

    /**
     * Where images are put back.
     *
     * @param party the columns of the row itself that an import changes
     * @param parts the tables of what hangs on it
     * @param restore puts what hangs on it back, each with the source of the images as {@code %s}
     */
    public record Columns(List<String> party, List<String> parts, List<String> restore) {

        private String set() {
            return String.join(
                    ", ", party.stream().map(column -> column + " = (i.was)." + column).toList());
        }
    }

    /**
     * Looks each image up by whose it is, and unpacks it once: joined by the id within the image,
     * or with a column at a time out of it, every image is unpacked for everybody there is, where
     * nobody has analysed the tables yet.
     */
    static String putBack(Columns columns) {
        return "update {party} p set "
                + columns.set()
                + """
                , changed_at = (i.was).changed_at, version = p.version + 1
                from (select k.id, c.was from unnest(cast(:ids as uuid[])) k (id), lateral (
                        select jsonb_populate_record(cast(null as {party}), x.image -> '{party}') as was
                        from {change} x where x.batch_id = :batch and x.{owner} = k.id offset 0) c
                    offset 0) i
                where i.id = p.id
                """;
    }

    /**
     * The next ones.
     *
     * @param all how many there were, edited ones included
     * @param untouched who are as before by now
     */
    public record Restored(int all, List<UUID> untouched) {}

    /** How many there are still. */
    public long left(UUID batch) {
        return number(query("select count(*) from {change} where batch_id = :batch", batch));
    }

    /**
     * Puts the next ones back.
     *
     * @param around does it, with what must be done before and after
     */
    public Restored restore(
            ImportId id, Instant started, BiConsumer<Collection<UUID>, Runnable> around) {
        UUID batch = id.value();
        List<UUID> all =
                ids(
                        query("select {owner} from {change} where batch_id = :batch", batch)
                                .setMaxResults(step));
        if (all.isEmpty()) {
            return new Restored(0, List.of());
        }
        List<UUID> untouched =
                ids(
                        at(
                                "select id from {party} where id"
                                        + AMONG
                                        + " and changed_at = :started"
                                        + " for update",
                                all,
                                started));
        store.kept(
                id,
                number(
                        at(
                                "select count(*) from {party} where id"
                                        + AMONG
                                        + " and changed_at <> :started",
                                all,
                                started)));
        if (!untouched.isEmpty()) {
            around.accept(untouched, () -> putBack(batch, untouched));
        }
        at(HAND_ON, all, started).setParameter("batch", batch).executeUpdate();
        among("delete" + IMAGES, all).setParameter("batch", batch).executeUpdate();
        return new Restored(all.size(), untouched);
    }

    private void putBack(UUID batch, List<UUID> untouched) {
        among(putBack(columns), untouched).setParameter("batch", batch).executeUpdate();
        for (String table : columns.parts()) {
            among("delete from " + table + " where {owner}" + AMONG, untouched).executeUpdate();
        }
        for (String part : columns.restore()) {
            among(part.formatted(IMAGES), untouched).setParameter("batch", batch).executeUpdate();
        }
    }

    private Query at(String sql, Collection<UUID> ids, Instant started) {
        return among(sql, ids).setParameter("started", started);
    }

    private Query among(String sql, Collection<UUID> ids) {
        return query(sql).setParameter("ids", SqlArrays.uuids(ids));
    }

    private Query query(String sql, UUID batch) {
        return query(sql).setParameter("batch", batch);
    }

    private Query query(String sql) {
        return entities.createNativeQuery(in(tables, sql));
    }

    static String in(PartyTables tables, String sql) {
        String images =
                tables == PartyTables.PERSON ? "import_change" : "import_organisation_change";
        return tables.in(sql.replace("{change}", images));
    }

    private static long number(Query query) {
        return SqlValues.number(query.getSingleResult());
    }

    private static List<UUID> ids(Query query) {
        List<?> ids = query.getResultList();
        return ids.stream().map(SqlValues::uuid).toList();
    }
}
