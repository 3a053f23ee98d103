package studio.backline.plugins.crm.organisation;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/** Finds organisations by name and makes those missing, inside the current transaction. */
public final class OrganisationKeys {

    // What an index entry may hold, in signs of four bytes.
    private static final int MAX_KEY = 600;
    private static final char WORD = 'a';
    private static final char APOSTROPHE = '\'';
    private static final String APOSTROPHES = "\u2018\u2019\u201b\u2032`\u00b4\uff07\u02ee\ua78c";
    private static final int FIRST_RAISED = 0x2b9;
    private static final int LAST_RAISED = 0x2c1;

    private static final String MAKE =
            """
            insert into organisation (id, name, name_key, search_text, changed_at)
            select id, name, name_key, search_text, now()
            from unnest(cast(:ids as uuid[]), cast(:names as text[]), cast(:keys as text[]),
                cast(:searched as text[])) as missing (id, name, name_key, search_text)
            on conflict (workspace_id, name_key) do nothing
            """;

    private static final String MAKE_FOR =
            "with made as ("
                    + MAKE.replace(
                            "now()", "(select started_at from import_batch where id = :batch)")
                    + " returning id) insert into import_made (batch_id, made_id)"
                    + " select :batch, id from made";

    // One by one, not "= any": in a table that an import is filling PostgreSQL took to comparing
    // each
    // key to each row.
    static final String FIND =
            """
            select t.name_key, t.id
            from unnest(cast(:keys as text[])) as k (key), lateral (
                select name_key, id from organisation where name_key = k.key offset 0) t
            """;

    private final EntityManager entities;

    public OrganisationKeys(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * What tells organisations apart and sorts them: the folded name, and behind a tab the signs in
     * it, each word among them as one letter. Names that differ in case, accents, white space and
     * the shape of apostrophes alone are one.
     */
    public static String key(String name) {
        String folded = Folding.fold(name);
        String signs = signs(name);
        String key = signs.isEmpty() ? folded : folded + '\t' + signs;
        return PlainText.start(key.isEmpty() ? name.strip() : key, MAX_KEY);
    }

    private static String signs(String name) {
        StringBuilder shape = new StringBuilder(name.length());
        boolean word = false;
        boolean signs = false;
        for (int i = 0; i < name.length(); ) {
            int written = name.codePointAt(i);
            i += Character.charCount(written);
            int point = isApostrophe(written) ? APOSTROPHE : written;
            boolean letter = isLetter(point);
            boolean sign =
                    !letter && !Character.isWhitespace(point) && !Character.isSpaceChar(point);
            if (letter && !word) {
                shape.append(WORD);
            }
            if (sign) {
                shape.appendCodePoint(point);
            }
            word = letter;
            signs |= sign;
        }
        return signs ? shape.toString() : "";
    }

    private static boolean isApostrophe(int point) {
        return APOSTROPHES.indexOf(point) >= 0 || point >= FIRST_RAISED && point <= LAST_RAISED;
    }

    private static boolean isLetter(int point) {
        return Character.isLetterOrDigit(point)
                || switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.FORMAT ->
                            true;
                    default -> false;
                };
    }

    /** The id of the organisation of this name. */
    public UUID require(String name) {
        return byKey(List.of(name)).values().iterator().next();
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
                                byKey.keySet().stream()
                                        .map(key -> OrganisationId.next().value())
                                        .toList()))
                .setParameter("names", SqlArrays.texts(byKey.values()))
                .setParameter("keys", SqlArrays.texts(byKey.keySet()))
                .setParameter(
                        "searched",
                        SqlArrays.texts(byKey.values().stream().map(Folding::searchable).toList()))
                .executeUpdate();
    }

    /** The ids by {@link #key} of those that are there. */
    public Map<String, UUID> find(Collection<String> names) {
        List<?> rows =
                entities.createNativeQuery(FIND)
                        .setParameter(
                                "keys",
                                SqlArrays.texts(
                                        names.stream()
                                                .map(OrganisationKeys::key)
                                                .distinct()
                                                .toList()))
                        .getResultList();
        return SqlValues.rows(rows)
                .collect(Collectors.toMap(row -> text(row[0]), row -> SqlValues.uuid(row[1])));
    }
}
