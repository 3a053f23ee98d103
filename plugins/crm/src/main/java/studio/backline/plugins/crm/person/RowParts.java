package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/** What a page's rows show beside the person's own row, read for all rows at once. */
record RowParts(
        Map<UUID, Map<String, String>> contacts,
        Map<UUID, EnumSet<PartyRole>> roles,
        Map<UUID, List<String>> tags) {

    private static final String ALL =
            """
            select person_id, 'contact', kind, value, cast(id as text) from contact_point
            where person_id = any(cast(:ids as uuid[])) and kind in ('mail', 'phone')
            union all
            select person_id, 'role', role, '', '' from person_role
            where person_id = any(cast(:ids as uuid[]))
            union all
            select pt.person_id, 'tag', t.name, '', t.name_key from person_tag pt
            join tag t on t.id = pt.tag_id where pt.person_id = any(cast(:ids as uuid[]))
            order by 2, 5
            """;

    static RowParts of(EntityManager entities, List<UUID> ids) {
        RowParts parts = new RowParts(new HashMap<>(), new HashMap<>(), new HashMap<>());
        if (ids.isEmpty()) {
            return parts;
        }
        List<?> rows =
                entities.createNativeQuery(ALL)
                        .setParameter("ids", SqlArrays.uuids(ids))
                        .getResultList();
        SqlValues.rows(rows)
                .forEach(row -> parts.add(uuid(row[0]), text(row[1]), text(row[2]), text(row[3])));
        return parts;
    }

    String first(UUID person, String kind) {
        return contacts.getOrDefault(person, Map.of()).getOrDefault(kind, "");
    }

    Set<PartyRole> roles(UUID person) {
        return Set.copyOf(roles.getOrDefault(person, EnumSet.noneOf(PartyRole.class)));
    }

    List<String> tags(UUID person) {
        return List.copyOf(tags.getOrDefault(person, List.of()));
    }

    private void add(UUID person, String part, String name, String value) {
        switch (part) {
            case "contact" ->
                    contacts.computeIfAbsent(person, id -> new HashMap<>())
                            .putIfAbsent(name, value);
            case "role" ->
                    PartyRole.ofCode(name)
                            .ifPresent(
                                    role ->
                                            roles.computeIfAbsent(
                                                            person,
                                                            id -> EnumSet.noneOf(PartyRole.class))
                                                    .add(role));
            default -> tags.computeIfAbsent(person, id -> new ArrayList<>()).add(name);
        }
    }
}
