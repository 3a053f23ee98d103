package studio.backline.plugins.crm.party;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/**
 * Searching through the host's function, which finds words anywhere, and words of one or two
 * letters where a word begins so.
 */
class PartySearch {

    static final int COUNTED = 1_000;
    private static final int SHORT = 3;
    private static final int FIRST_BATCH = 200;
    private static final int LARGEST_BATCH = 10_000;
    private static final String AFTER = "cast(:after as text), cast(:afterId as uuid)";

    private final PartySql tables;

    PartySearch(PartySql tables) {
        this.tables = tables;
    }

    /** Whether the filter searches. */
    static boolean searches(PartyFilter filter) {
        return !filter.search().isBlank();
    }

    /**
     * What the function looks for, for {@code search_text like all (...)}: the same condition on
     * rows that are known otherwise. Folded words hold no sign that LIKE reads.
     */
    static List<String> patterns(PartyFilter filter) {
        List<String> words = Folding.words(filter.search());
        // A search without any letter finds nothing, as in the function.
        return words.isEmpty()
                ? List.of("")
                : words.stream()
                        .map(
                                word ->
                                        word.codePointCount(0, word.length()) < SHORT
                                                ? "% " + word + "%"
                                                : "%" + word + "%")
                        .toList();
    }

    long count(PartyFilter filter) {
        return PartyMembership.asked(filter)
                ? members(filter, PartyOrder.NAME, null, false, COUNTED).size()
                : found(
                                tables::query,
                                "select id from %s",
                                filter,
                                PartyOrder.NAME,
                                null,
                                false,
                                COUNTED)
                        .size();
    }

    /** Rows in the order asked for; the search and its rows are one statement where they can be. */
    List<@Nullable Object[]> rows(
            String columns,
            PartyFilter filter,
            PartyOrder sort,
            Optional<PartyAnchor> anchor,
            boolean descending,
            int limit) {
        if (!PartyMembership.asked(filter)) {
            String sql =
                    "select "
                            + columns
                            + " from %s with ordinality as s (id, nth) join {party} p on p.id = s.id order by s.nth";
            return SqlValues.rows(
                            found(
                                    tables::rows,
                                    sql,
                                    filter,
                                    sort,
                                    anchor.orElse(null),
                                    descending,
                                    limit))
                    .toList();
        }
        List<UUID> ids = members(filter, sort, anchor.orElse(null), descending, limit);
        List<?> results =
                tables.rows(
                                "select "
                                        + columns
                                        + " from {party} p where p.id = any(cast(:ids as uuid[]))"
                                        + " order by array_position(cast(:ids as uuid[]), p.id)")
                        .setParameter("ids", SqlArrays.uuids(ids))
                        .getResultList();
        return SqlValues.rows(results).toList();
    }

    /**
     * Those of the found who belong, in growing steps until there are enough or no more. Where the
     * search finds few it is one step or two; where both are many, enough of them meet soon, and if
     * they do not, it goes on to the end all the same.
     */
    private List<UUID> members(
            PartyFilter filter,
            PartyOrder sort,
            @Nullable PartyAnchor anchor,
            boolean descending,
            int limit) {
        String sql =
                """
                select id, member, key from (
                    select s.id, s.nth, %s as member,
                        case when s.nth = :max then
                            (select cast(p.%s as text) from {party} p where p.id = s.id) end as key
                    from %%s with ordinality as s (id, nth)) as step
                where member or key is not null order by nth
                """
                        .formatted(PartyMembership.condition(filter, "s.id"), sort.column());
        List<UUID> members = new ArrayList<>();
        PartyAnchor at = anchor;
        int batch = FIRST_BATCH;
        boolean more = true;
        while (more && members.size() < limit) {
            more = false;
            for (@Nullable Object[] row :
                    SqlValues.rows(found(tables::query, sql, filter, sort, at, descending, batch))
                            .toList()) {
                if (Boolean.TRUE.equals(row[1])) {
                    members.add(uuid(row[0]));
                }
                if (row[2] != null) {
                    at = new PartyAnchor(text(row[2]), uuid(row[0]));
                    more = true;
                }
            }
            batch = Math.min(batch * 5, LARGEST_BATCH);
        }
        return members.size() > limit ? members.subList(0, limit) : members;
    }

    /** What no place comes before: without a value of no type, for which the driver waits twice. */
    private static String call(@Nullable PartyAnchor anchor) {
        return "search_{party}(cast(:words as text[]), :sort, %s, :backward, :max)"
                .formatted(anchor == null ? "null, null" : AFTER);
    }

    /**
     * @param made of rows of a list, or not
     * @param from a statement that names the function's call
     */
    private List<?> found(
            Function<String, Query> made,
            String from,
            PartyFilter filter,
            PartyOrder sort,
            @Nullable PartyAnchor anchor,
            boolean descending,
            int limit) {
        List<String> words = Folding.words(filter.search());
        if (words.isEmpty()) {
            return List.of();
        }
        String sql = from.formatted(call(anchor));
        Query query =
                made.apply(sql)
                        .setParameter("words", SqlArrays.texts(words))
                        .setParameter("sort", sort.column())
                        .setParameter("backward", descending)
                        .setParameter("max", limit);
        if (anchor != null) {
            query.setParameter("after", anchor.key())
                    .setParameter("afterId", anchor.id().toString());
        }
        if (sql.contains(":role") || sql.contains(":tag")) {
            PartyMembership.bind(query, filter);
        }
        return query.getResultList();
    }
}
