package studio.backline.plugins.crm.organisation;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyPage;

/** Who is affiliated with organisations. */
class Affiliates {

    private static final String PAGE =
            """
            select p.id, p.display_name, coalesce(a.positions, ''), p.name_key
            from (
                select person_id,
                    string_agg(position, ', ' order by id) filter (where position <> '') as positions
                from affiliation where organisation_id = :organisation group by person_id) a
            join person p on p.id = a.person_id
            where %s order by p.name_key, p.id
            """;

    private final EntityManager entities;

    Affiliates(EntityManager entities) {
        this.entities = entities;
    }

    PartyPage<Affiliate> page(UUID organisation, Optional<PartyAnchor> after, int limit) {
        String from = after.isEmpty() ? "true" : "(p.name_key, p.id) > (:key, :id)";
        Query query =
                entities.createNativeQuery(PAGE.formatted(from))
                        .setParameter("organisation", organisation)
                        .setMaxResults(limit + 1);
        after.ifPresent(at -> query.setParameter("key", at.key()).setParameter("id", at.id()));
        List<Affiliate> found =
                SqlValues.rows(query.getResultList()).map(Affiliates::affiliate).toList();
        boolean more = found.size() > limit;
        return new PartyPage<>(more ? found.subList(0, limit) : found, more);
    }

    Map<UUID, Long> count(List<UUID> organisations) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select organisation_id, count(distinct person_id) from affiliation
                                where organisation_id = any(cast(:ids as uuid[]))
                                group by organisation_id
                                """)
                        .setParameter("ids", SqlArrays.uuids(organisations))
                        .getResultList();
        return SqlValues.rows(rows)
                .collect(Collectors.toMap(row -> uuid(row[0]), row -> SqlValues.number(row[1])));
    }

    private static Affiliate affiliate(@Nullable Object[] row) {
        UUID id = uuid(row[0]);
        return new Affiliate(
                new SubjectId(id), text(row[1]), text(row[2]), new PartyAnchor(text(row[3]), id));
    }
}
