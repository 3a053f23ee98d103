package studio.backline.plugins.crm.party;

import static studio.backline.plugins.crm.SqlValues.number;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/**
 * Pages of people, or of organisations, by keyset, in SQL for PostgreSQL. Every condition compares
 * stored values by operators that are leakproof, so that row security finds the indexes; searching
 * goes through the host's function.
 */
public class PartyQueries {

    // Read first and by the key: no estimate must tempt the planner to walk through all the others.
    private static final String AMONG =
            """
            with p as materialized (
                select q.* from {party} q where q.id = any(cast(:ids as uuid[])))
            """;

    private final PartySql sql;
    private final String columns;
    private final PartySearch search;
    private final PartyMembership membership;

    /**
     * @param columns of {@code p}, which a page's rows are made from
     */
    public PartyQueries(EntityManager entities, PartyTables tables, String columns) {
        this.sql = new PartySql(entities, tables);
        this.columns = columns;
        this.search = new PartySearch(sql);
        this.membership = new PartyMembership(sql);
    }

    /** A page, its rows made all at once. */
    public <R> PartyPage<R> page(
            PartyFilter filter,
            PartyOrder sort,
            Optional<PartyAnchor> anchor,
            boolean backward,
            int limit,
            Function<List<@Nullable Object[]>, List<R>> rows) {
        // One more than asked for tells whether there are more.
        List<@Nullable Object[]> found =
                new ArrayList<>(found(filter, sort, anchor, backward, limit + 1));
        boolean more = found.size() > limit;
        if (more) {
            found.removeLast();
        }
        if (backward) {
            Collections.reverse(found);
        }
        return new PartyPage<>(rows.apply(found), more);
    }

    /** The letters that names begin with, in upper case and in order; at most so many. */
    public List<String> letters(int most) {
        return new PartyLetters(sql).found(most);
    }

    /** How many the filter lets through; a search counts to 1,000 and no further. */
    public long count(PartyFilter filter) {
        Optional<List<UUID>> few = membership.few(filter);
        if (few.isPresent()) {
            return countAmong(few.get(), filter);
        }
        if (PartySearch.searches(filter)) {
            return search.count(filter);
        }
        return PartyMembership.asked(filter)
                ? membership.count(filter)
                : number(sql.query("select count(*) from {party}").getSingleResult());
    }

    /** By the side that is smaller: the few who belong, what the search finds, or the list. */
    private List<@Nullable Object[]> found(
            PartyFilter filter,
            PartyOrder sort,
            Optional<PartyAnchor> anchor,
            boolean backward,
            int limit) {
        boolean descending = sort.descending() != backward;
        Optional<List<UUID>> few = membership.few(filter);
        if (few.isPresent()) {
            return among(few.get(), filter, sort, anchor, descending, limit);
        }
        return PartySearch.searches(filter)
                ? search.rows(columns, filter, sort, anchor, descending, limit)
                : listed(filter, sort, anchor, descending, limit);
    }

    private List<@Nullable Object[]> among(
            List<UUID> ids,
            PartyFilter filter,
            PartyOrder sort,
            Optional<PartyAnchor> anchor,
            boolean descending,
            int limit) {
        Query query =
                sql.rows(
                                AMONG
                                        + "select "
                                        + columns
                                        + " from p where true"
                                        + matching(filter)
                                        + ordered(sort, anchor, descending))
                        .setMaxResults(limit);
        bindAmong(query, ids, filter);
        bind(query, anchor);
        return SqlValues.rows(query.getResultList()).toList();
    }

    private long countAmong(List<UUID> ids, PartyFilter filter) {
        if (!PartySearch.searches(filter)) {
            return ids.size();
        }
        Query query = sql.query(AMONG + "select count(*) from p where true" + matching(filter));
        bindAmong(query, ids, filter);
        return Math.min(number(query.getSingleResult()), PartySearch.COUNTED);
    }

    private static String matching(PartyFilter filter) {
        return PartySearch.searches(filter)
                ? " and p.search_text like all (cast(:patterns as text[]))"
                : "";
    }

    private static void bindAmong(Query query, List<UUID> ids, PartyFilter filter) {
        query.setParameter("ids", SqlArrays.uuids(ids));
        if (PartySearch.searches(filter)) {
            query.setParameter("patterns", SqlArrays.texts(PartySearch.patterns(filter)));
        }
    }

    private List<@Nullable Object[]> listed(
            PartyFilter filter,
            PartyOrder sort,
            Optional<PartyAnchor> anchor,
            boolean descending,
            int limit) {
        Query query =
                sql.rows(
                                "select "
                                        + columns
                                        + " from {party} p where "
                                        + PartyMembership.condition(filter, "p.id")
                                        + ordered(sort, anchor, descending))
                        .setMaxResults(limit);
        PartyMembership.bind(query, filter);
        bind(query, anchor);
        return SqlValues.rows(query.getResultList()).toList();
    }

    /** The rest of a statement over {@code p}, whose condition has begun. */
    private static String ordered(
            PartyOrder sort, Optional<PartyAnchor> anchor, boolean descending) {
        String direction = descending ? "desc" : "asc";
        String order = " order by p.%s %s, p.id %s".formatted(sort.column(), direction, direction);
        return anchor.isEmpty()
                ? order
                : " and (p.%s, p.id) %s (cast(:key as %s), :id)%s"
                        .formatted(sort.column(), descending ? "<" : ">", sort.type(), order);
    }

    private static void bind(Query query, Optional<PartyAnchor> anchor) {
        anchor.ifPresent(at -> query.setParameter("key", at.key()).setParameter("id", at.id()));
    }
}
