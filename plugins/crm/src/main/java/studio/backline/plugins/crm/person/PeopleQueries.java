package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.instant;
import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/**
 * Pages of people by keyset, in SQL for PostgreSQL. Every condition compares stored values by
 * operators that are leakproof, so that row security finds the indexes; searching goes through the
 * host's function.
 */
class PeopleQueries {

    private static final String COLUMNS =
            "p.id, p.display_name, p.stage_name, p.city, p.created_at, p.changed_at, p.name_key";

    // Read first and by the key: no estimate must tempt the planner to walk through all the others.
    private static final String AMONG =
            """
            with p as materialized (
                select q.* from person q where q.id = any(cast(:ids as uuid[])))
            """;

    private final EntityManager entities;
    private final PersonSearch search;
    private final PeopleMembership membership;

    PeopleQueries(EntityManager entities) {
        this.entities = entities;
        this.search = new PersonSearch(entities);
        this.membership = new PeopleMembership(entities);
    }

    PeoplePage page(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean backward,
            int limit) {
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
        return new PeoplePage(rows(found, sort), more);
    }

    long count(PeopleFilter filter) {
        Optional<List<UUID>> few = membership.few(filter);
        if (few.isPresent()) {
            return countAmong(few.get(), filter);
        }
        if (PersonSearch.searches(filter)) {
            return search.count(filter);
        }
        return PeopleMembership.asked(filter)
                ? membership.count(filter)
                : number(
                        entities.createNativeQuery("select count(*) from person")
                                .getSingleResult());
    }

    /** By the side that is smaller: the few who belong, what the search finds, or the list. */
    private List<@Nullable Object[]> found(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean backward,
            int limit) {
        boolean descending = sort.descending() != backward;
        Optional<List<UUID>> few = membership.few(filter);
        if (few.isPresent()) {
            return among(few.get(), filter, sort, anchor, descending, limit);
        }
        return PersonSearch.searches(filter)
                ? search.rows(COLUMNS, filter, sort, anchor, descending, limit)
                : listed(filter, sort, anchor, descending, limit);
    }

    private List<@Nullable Object[]> among(
            List<UUID> ids,
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean descending,
            int limit) {
        Query query =
                entities.createNativeQuery(
                                AMONG
                                        + "select "
                                        + COLUMNS
                                        + " from p where true"
                                        + matching(filter)
                                        + ordered(sort, anchor, descending))
                        .setMaxResults(limit);
        bindAmong(query, ids, filter);
        bind(query, anchor);
        return SqlValues.rows(query.getResultList()).toList();
    }

    private long countAmong(List<UUID> ids, PeopleFilter filter) {
        if (!PersonSearch.searches(filter)) {
            return ids.size();
        }
        Query query =
                entities.createNativeQuery(
                        AMONG + "select count(*) from p where true" + matching(filter));
        bindAmong(query, ids, filter);
        return Math.min(number(query.getSingleResult()), PersonSearch.COUNTED);
    }

    private static String matching(PeopleFilter filter) {
        return PersonSearch.searches(filter)
                ? " and p.search_text like all (cast(:patterns as text[]))"
                : "";
    }

    private static void bindAmong(Query query, List<UUID> ids, PeopleFilter filter) {
        query.setParameter("ids", SqlArrays.uuids(ids));
        if (PersonSearch.searches(filter)) {
            query.setParameter("patterns", SqlArrays.texts(PersonSearch.patterns(filter)));
        }
    }

    private List<@Nullable Object[]> listed(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean descending,
            int limit) {
        Query query =
                entities.createNativeQuery(
                                "select "
                                        + COLUMNS
                                        + " from person p where "
                                        + PeopleMembership.condition(filter, "p.id")
                                        + ordered(sort, anchor, descending))
                        .setMaxResults(limit);
        PeopleMembership.bind(query, filter);
        bind(query, anchor);
        return SqlValues.rows(query.getResultList()).toList();
    }

    /** The rest of a statement over {@code p}, whose condition has begun. */
    private static String ordered(
            PeopleSort sort, Optional<PeopleAnchor> anchor, boolean descending) {
        String direction = descending ? "desc" : "asc";
        String order = " order by p.%s %s, p.id %s".formatted(sort.column(), direction, direction);
        return anchor.isEmpty()
                ? order
                : " and (p.%s, p.id) %s (cast(:key as %s), :id)%s"
                        .formatted(sort.column(), descending ? "<" : ">", sort.type(), order);
    }

    private static void bind(Query query, Optional<PeopleAnchor> anchor) {
        anchor.ifPresent(at -> query.setParameter("key", at.key()).setParameter("id", at.id()));
    }

    private List<PersonRow> rows(List<@Nullable Object[]> found, PeopleSort sort) {
        RowParts parts = RowParts.of(entities, found.stream().map(row -> uuid(row[0])).toList());
        return found.stream().map(row -> row(row, parts, sort)).toList();
    }

    private static PersonRow row(@Nullable Object[] row, RowParts parts, PeopleSort sort) {
        UUID id = uuid(row[0]);
        String key =
                switch (sort) {
                    case NAME -> text(row[6]);
                    case CREATED -> instant(row[4]).toString();
                    case CHANGED -> instant(row[5]).toString();
                };
        return new PersonRow(
                new SubjectId(id),
                text(row[1]),
                text(row[2]),
                parts.first(id, "mail"),
                parts.first(id, "phone"),
                text(row[3]),
                parts.roles(id),
                parts.tags(id),
                parts.closed(id),
                instant(row[4]),
                instant(row[5]),
                new PeopleAnchor(key, id));
    }
}
