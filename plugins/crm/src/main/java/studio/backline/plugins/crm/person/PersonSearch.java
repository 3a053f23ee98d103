package studio.backline.plugins.crm.person;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/**
 * Searching through the host's function, which finds words anywhere with the trigram index.
 * Trigrams need three letters: shorter Latin words are looked up as beginnings of names instead.
 */
class PersonSearch {

    static final int COUNTED = 1_000;
    private static final int TRIGRAM = 3;
    private static final int BATCH = 200;
    private static final int MAX_BATCHES = 50;
    private static final String FOUND =
            """
            search_person(cast(:words as text[]), :sort, cast(:after as text),
                cast(:afterId as uuid), :backward, :max)
            """;

    private final EntityManager entities;

    PersonSearch(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether the function is needed. */
    static boolean searches(PeopleFilter filter) {
        return !filter.search().isBlank() && !isPrefix(filter);
    }

    /** Whether all that is searched for is one short beginning of a name. */
    static boolean isPrefix(PeopleFilter filter) {
        String folded = Folding.fold(filter.search());
        return !folded.isEmpty()
                && folded.length() < TRIGRAM
                && folded.chars().allMatch(c -> c < 0x80);
    }

    static String prefix(PeopleFilter filter) {
        return Folding.fold(filter.search());
    }

    long count(PeopleFilter filter) {
        if (filter.role().isEmpty() && filter.tag().isEmpty()) {
            return ids(filter, PeopleSort.NAME, null, false, COUNTED).size();
        }
        return page(filter, PeopleSort.NAME, Optional.empty(), false, COUNTED).size();
    }

    /** Rows in the order asked for; the search and its rows are one statement where they can be. */
    List<@Nullable Object[]> rows(
            String columns,
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean descending,
            int limit) {
        if (filter.role().isEmpty() && filter.tag().isEmpty()) {
            String sql =
                    "select %s from %s with ordinality as s (id, nth) join person p on p.id = s.id order by s.nth"
                            .formatted(columns, FOUND);
            return SqlValues.rows(found(sql, filter, sort, anchor.orElse(null), descending, limit))
                    .toList();
        }
        List<UUID> ids = page(filter, sort, anchor, descending, limit);
        List<?> results =
                entities.createNativeQuery(
                                "select "
                                        + columns
                                        + " from person p where p.id = any(cast(:ids as uuid[]))"
                                        + " order by array_position(cast(:ids as uuid[]), p.id)")
                        .setParameter("ids", SqlArrays.uuids(ids))
                        .getResultList();
        return SqlValues.rows(results).toList();
    }

    private List<UUID> page(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean descending,
            int limit) {
        if (filter.role().isEmpty() && filter.tag().isEmpty()) {
            return ids(filter, sort, anchor.orElse(null), descending, limit);
        }
        List<UUID> found = new ArrayList<>();
        PeopleAnchor at = anchor.orElse(null);
        for (int i = 0; i < MAX_BATCHES && found.size() < limit; i++) {
            List<UUID> batch = ids(filter, sort, at, descending, BATCH);
            Set<UUID> members = members(batch, filter);
            batch.stream().filter(members::contains).forEach(found::add);
            if (batch.size() < BATCH) {
                break;
            }
            at = anchorOf(batch.getLast(), sort);
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    private List<UUID> ids(
            PeopleFilter filter,
            PeopleSort sort,
            @Nullable PeopleAnchor anchor,
            boolean descending,
            int limit) {
        return found("select id from " + FOUND, filter, sort, anchor, descending, limit).stream()
                .map(SqlValues::uuid)
                .toList();
    }

    private List<?> found(
            String sql,
            PeopleFilter filter,
            PeopleSort sort,
            @Nullable PeopleAnchor anchor,
            boolean descending,
            int limit) {
        List<String> words = Folding.words(filter.search());
        if (words.isEmpty()) {
            return List.of();
        }
        return entities.createNativeQuery(sql)
                .setParameter("words", SqlArrays.texts(words))
                .setParameter("sort", sort.column())
                .setParameter("after", anchor == null ? null : anchor.key())
                .setParameter("afterId", anchor == null ? null : anchor.id().toString())
                .setParameter("backward", descending)
                .setParameter("max", limit)
                .getResultList();
    }

    private Set<UUID> members(List<UUID> ids, PeopleFilter filter) {
        StringBuilder sql =
                new StringBuilder(
                        "select m.id from unnest(cast(:ids as uuid[])) as m (id) where true");
        filter.role()
                .ifPresent(
                        role ->
                                sql.append(
                                        " and exists (select 1 from person_role r"
                                                + " where r.person_id = m.id and r.role = :role)"));
        filter.tag()
                .ifPresent(
                        tag ->
                                sql.append(
                                        " and exists (select 1 from person_tag t"
                                                + " where t.person_id = m.id and t.tag_id = :tag)"));
        Query query =
                entities.createNativeQuery(sql.toString())
                        .setParameter("ids", SqlArrays.uuids(ids));
        filter.role().ifPresent(role -> query.setParameter("role", role.code()));
        filter.tag().ifPresent(tag -> query.setParameter("tag", tag.value()));
        Set<UUID> members = new HashSet<>();
        query.getResultList().forEach(id -> members.add(SqlValues.uuid(id)));
        return members;
    }

    private PeopleAnchor anchorOf(UUID id, PeopleSort sort) {
        Object key =
                entities.createNativeQuery(
                                "select p." + sort.column() + " from person p where p.id = :id")
                        .setParameter("id", id)
                        .getSingleResult();
        return new PeopleAnchor(
                key instanceof String name ? name : SqlValues.instant(key).toString(), id);
    }
}
