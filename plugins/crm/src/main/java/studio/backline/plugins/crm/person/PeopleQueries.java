package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.instant;
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
import studio.backline.plugins.crm.SqlValues;

/**
 * Pages of people by keyset, in SQL for PostgreSQL. Every condition compares stored values by
 * operators that are leakproof, so that row security finds the indexes; searching goes through the
 * host's function.
 */
class PeopleQueries {

    private static final String COLUMNS =
            "p.id, p.display_name, p.stage_name, p.city, p.created_at, p.changed_at, p.name_key";

    private final EntityManager entities;
    private final PersonSearch search;

    PeopleQueries(EntityManager entities) {
        this.entities = entities;
        this.search = new PersonSearch(entities);
    }

    PeoplePage page(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean backward,
            int limit) {
        // One more than asked for tells whether there are more.
        List<@Nullable Object[]> found =
                new ArrayList<>(
                        PersonSearch.searches(filter)
                                ? searched(filter, sort, anchor, backward, limit + 1)
                                : listed(filter, sort, anchor, backward, limit + 1));
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
        if (PersonSearch.searches(filter)) {
            return search.count(filter);
        }
        Query query;
        if (filter.role().isPresent() || filter.tag().isPresent()) {
            query = entities.createNativeQuery(countByMembership(filter));
            filter.role().ifPresent(role -> query.setParameter("role", role.code()));
            filter.tag().ifPresent(tag -> query.setParameter("tag", tag.value()));
        } else {
            String condition = PersonSearch.isPrefix(filter) ? " where " + PREFIX : "";
            query = entities.createNativeQuery("select count(*) from person p" + condition);
            bindPrefix(query, filter);
        }
        return SqlValues.number(query.getSingleResult());
    }

    private static final String PREFIX = "p.name_key >= :from and p.name_key < :to";

    private static String countByMembership(PeopleFilter filter) {
        if (filter.tag().isEmpty()) {
            return "select count(*) from person_role where role = :role";
        }
        String sql = "select count(*) from person_tag t where t.tag_id = :tag";
        return filter.role().isEmpty()
                ? sql
                : sql
                        + " and exists (select 1 from person_role r"
                        + " where r.person_id = t.person_id and r.role = :role)";
    }

    private List<@Nullable Object[]> listed(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean backward,
            int limit) {
        boolean descending = sort.descending() != backward;
        StringBuilder sql =
                new StringBuilder("select ").append(COLUMNS).append(" from person p where true");
        if (anchor.isPresent()) {
            sql.append(
                    " and (p.%s, p.id) %s (cast(:key as %s), :id)"
                            .formatted(sort.column(), descending ? "<" : ">", sort.type()));
        }
        if (PersonSearch.isPrefix(filter)) {
            sql.append(" and ").append(PREFIX);
        }
        filter.role()
                .ifPresent(
                        role ->
                                sql.append(
                                        " and exists (select 1 from person_role r"
                                                + " where r.person_id = p.id and r.role = :role)"));
        filter.tag()
                .ifPresent(
                        tag ->
                                sql.append(
                                        " and exists (select 1 from person_tag t"
                                                + " where t.person_id = p.id and t.tag_id = :tag)"));
        String direction = descending ? "desc" : "asc";
        sql.append(" order by p.%s %s, p.id %s".formatted(sort.column(), direction, direction));
        Query query = entities.createNativeQuery(sql.toString()).setMaxResults(limit);
        anchor.ifPresent(at -> query.setParameter("key", at.key()).setParameter("id", at.id()));
        filter.role().ifPresent(role -> query.setParameter("role", role.code()));
        filter.tag().ifPresent(tag -> query.setParameter("tag", tag.value()));
        bindPrefix(query, filter);
        return SqlValues.rows(query.getResultList()).toList();
    }

    private static void bindPrefix(Query query, PeopleFilter filter) {
        if (PersonSearch.isPrefix(filter)) {
            String prefix = PersonSearch.prefix(filter);
            query.setParameter("from", prefix);
            query.setParameter("to", prefix + Character.toString(Character.MAX_CODE_POINT));
        }
    }

    private List<@Nullable Object[]> searched(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean backward,
            int limit) {
        return search.rows(COLUMNS, filter, sort, anchor, sort.descending() != backward, limit);
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
                instant(row[4]),
                instant(row[5]),
                new PeopleAnchor(key, id));
    }
}
