package studio.backline.plugins.crm.person;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.SqlValues;

/** Who has the role and the tag of a filter. */
class PeopleMembership {

    /** So many are looked at one by one, rather than searched or walked for. */
    private static final int FEW = 2_000;

    private final EntityManager entities;

    PeopleMembership(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether the filter asks for any. */
    static boolean asked(PeopleFilter filter) {
        return filter.role().isPresent() || filter.tag().isPresent();
    }

    /** All of them, when they are few. */
    Optional<List<UUID>> few(PeopleFilter filter) {
        if (!asked(filter)) {
            return Optional.empty();
        }
        Query query =
                entities.createNativeQuery("select m.person_id from " + all(filter))
                        .setMaxResults(FEW + 1);
        bind(query, filter);
        List<UUID> ids = query.getResultList().stream().map(SqlValues::uuid).toList();
        return ids.size() > FEW ? Optional.empty() : Optional.of(ids);
    }

    long count(PeopleFilter filter) {
        Query query = entities.createNativeQuery("select count(*) from " + all(filter));
        bind(query, filter);
        return SqlValues.number(query.getSingleResult());
    }

    private static String all(PeopleFilter filter) {
        if (filter.tag().isEmpty()) {
            return "person_role m where m.role = :role";
        }
        String tagged = "person_tag m where m.tag_id = :tag";
        return filter.role().isEmpty()
                ? tagged
                : tagged
                        + " and exists (select 1 from person_role r"
                        + " where r.person_id = m.person_id and r.role = :role)";
    }

    /** Whether the person of this id belongs, as a condition of SQL. */
    static String condition(PeopleFilter filter, String id) {
        StringBuilder sql = new StringBuilder("true");
        filter.role()
                .ifPresent(
                        role ->
                                sql.append(" and exists (select 1 from person_role r")
                                        .append(" where r.role = :role and r.person_id = ")
                                        .append(id)
                                        .append(')'));
        filter.tag()
                .ifPresent(
                        tag ->
                                sql.append(" and exists (select 1 from person_tag t")
                                        .append(" where t.tag_id = :tag and t.person_id = ")
                                        .append(id)
                                        .append(')'));
        return sql.toString();
    }

    static void bind(Query query, PeopleFilter filter) {
        filter.role().ifPresent(role -> query.setParameter("role", role.code()));
        filter.tag().ifPresent(tag -> query.setParameter("tag", tag.value()));
    }
}
