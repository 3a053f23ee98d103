package studio.backline.plugins.crm.party;

import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.SqlValues;

/** What has the role and the tag of a filter. */
class PartyMembership {

    /** So many are looked at one by one, rather than searched or walked for. */
    private static final int FEW = 2_000;

    private final PartySql sql;

    PartyMembership(PartySql sql) {
        this.sql = sql;
    }

    /** Whether the filter asks for any. */
    static boolean asked(PartyFilter filter) {
        return filter.role().isPresent() || filter.tag().isPresent();
    }

    /** All of them, when they are few. */
    Optional<List<UUID>> few(PartyFilter filter) {
        if (!asked(filter)) {
            return Optional.empty();
        }
        Query query = sql.query("select m.{owner} from " + all(filter)).setMaxResults(FEW + 1);
        bind(query, filter);
        List<UUID> ids = query.getResultList().stream().map(SqlValues::uuid).toList();
        return ids.size() > FEW ? Optional.empty() : Optional.of(ids);
    }

    long count(PartyFilter filter) {
        Query query = sql.query("select count(*) from " + all(filter));
        bind(query, filter);
        return SqlValues.number(query.getSingleResult());
    }

    private static String all(PartyFilter filter) {
        if (filter.tag().isEmpty()) {
            return "{role} m where m.role = :role";
        }
        String tagged = "{tag} m where m.tag_id = :tag";
        return filter.role().isEmpty()
                ? tagged
                : tagged
                        + " and exists (select 1 from {role} r"
                        + " where r.{owner} = m.{owner} and r.role = :role)";
    }

    /** Whether the party of this id belongs, as a condition of SQL. */
    static String condition(PartyFilter filter, String id) {
        StringBuilder sql = new StringBuilder("true");
        filter.role()
                .ifPresent(
                        role ->
                                sql.append(" and exists (select 1 from {role} r")
                                        .append(" where r.role = :role and r.{owner} = ")
                                        .append(id)
                                        .append(')'));
        filter.tag()
                .ifPresent(
                        tag ->
                                sql.append(" and exists (select 1 from {tag} t")
                                        .append(" where t.tag_id = :tag and t.{owner} = ")
                                        .append(id)
                                        .append(')'));
        return sql.toString();
    }

    static void bind(Query query, PartyFilter filter) {
        filter.role().ifPresent(role -> query.setParameter("role", role.code()));
        filter.tag().ifPresent(tag -> query.setParameter("tag", tag.value()));
    }
}
