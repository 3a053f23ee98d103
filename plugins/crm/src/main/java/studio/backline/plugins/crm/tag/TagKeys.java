package studio.backline.plugins.crm.tag;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/** Finds tags by name and makes those that are missing, inside the current transaction. */
public final class TagKeys {

    private static final String MAKE =
            """
            insert into tag (id, name, name_key)
            select * from unnest(cast(:ids as uuid[]), cast(:names as text[]),
                cast(:keys as text[]))
            on conflict (workspace_id, name_key) do nothing
            """;

    private static final String MAKE_FOR =
            "with made as ("
                    + MAKE
                    + " returning id) insert into import_made (batch_id, made_id)"
                    + " select :batch, id from made";

    // One by one, not "= any": in a table that an import is filling PostgreSQL took to comparing
    // each
    // key to each row.
    static final String FIND =
            """
            select t.name_key, t.id
            from unnest(cast(:keys as text[])) as k (key), lateral (
                select name_key, id from tag where name_key = k.key offset 0) t
            """;

    private final EntityManager entities;

    public TagKeys(EntityManager entities) {
        this.entities = entities;
    }

    /** What tells tags apart: cases and widths do not, but 'C', 'C#' and 'C++' are three. */
    public static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The ids of the tags of these names, each once. */
    public Collection<UUID> require(Collection<String> names) {
        return byKey(names).values();
    }

    /** The ids by {@link #key}. */
    public Map<String, UUID> byKey(Collection<String> names) {
        make(entities.createNativeQuery(MAKE), names);
        return find(names);
    }

    /** The ids by {@link #key}; those that are made are noted for the undo of an import. */
    public Map<String, UUID> byKey(Collection<String> names, UUID batch) {
        make(entities.createNativeQuery(MAKE_FOR).setParameter("batch", batch), names);
        return find(names);
    }

    private static void make(Query query, Collection<String> names) {
        Map<String, String> byKey = new LinkedHashMap<>();
        names.stream().sorted().forEach(name -> byKey.putIfAbsent(key(name), name));
        query.setParameter(
                        "ids",
                        SqlArrays.uuids(
                                byKey.keySet().stream().map(key -> TagId.next().value()).toList()))
                .setParameter("names", SqlArrays.texts(byKey.values()))
                .setParameter("keys", SqlArrays.texts(byKey.keySet()))
                .executeUpdate();
    }

    /** The ids by {@link #key} of those that are there. */
    public Map<String, UUID> find(Collection<String> names) {
        List<?> rows =
                entities.createNativeQuery(FIND)
                        .setParameter(
                                "keys",
                                SqlArrays.texts(
                                        names.stream().map(TagKeys::key).distinct().toList()))
                        .getResultList();
        return SqlValues.rows(rows)
                .collect(Collectors.toMap(row -> text(row[0]), row -> SqlValues.uuid(row[1])));
    }
}
