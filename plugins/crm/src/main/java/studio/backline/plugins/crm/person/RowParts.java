package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/** What a page's rows show beside the person's own row, read for all rows at once. */
record RowParts(
        Map<UUID, Map<String, String>> contacts,
        Map<UUID, EnumSet<PartyRole>> roles,
        Map<UUID, List<String>> tags,
        Map<UUID, Standing.State> people,
        Map<UUID, List<Optional<Standing.State>>> mails) {

    /**
     * The limit keeps the planner from joining all closed addresses of the workspace with the
     * page's: it takes no key into a view that hides rows, but for one it asks for row by row.
     */
    private static final String ALL =
            """
            select k.person_id, 'contact', k.kind, k.value, cast(k.id as text), a.state
            from contact_point k
            left join lateral (
                select s.state from backline_api.suppression_standing s
                where s.channel = 'EMAIL' and s.address_key = k.address_key and not exists (
                    select 1 from backline_api.opened_address o
                    where o.subject_id = k.person_id and o.channel = 'EMAIL'
                        and o.address_key = k.address_key)
                limit 1) a on true
            where k.person_id = any(cast(:ids as uuid[])) and k.kind in ('mail', 'phone')
            union all
            select person_id, 'role', role, '', '', null from person_role
            where person_id = any(cast(:ids as uuid[]))
            union all
            select pt.person_id, 'tag', t.name, '', t.name_key, null from person_tag pt
            join tag t on t.id = pt.tag_id where pt.person_id = any(cast(:ids as uuid[]))
            union all
            select subject_id, 'standing', '', '', '', state from backline_api.consent_standing
            where subject_id = any(cast(:ids as uuid[])) and channel = 'EMAIL'
            order by 2, 5
            """;

    static RowParts of(EntityManager entities, List<UUID> ids) {
        RowParts parts =
                new RowParts(
                        new HashMap<>(),
                        new HashMap<>(),
                        new HashMap<>(),
                        new HashMap<>(),
                        new HashMap<>());
        if (ids.isEmpty()) {
            return parts;
        }
        List<?> rows =
                entities.createNativeQuery(ALL)
                        .setParameter("ids", SqlArrays.uuids(ids))
                        .getResultList();
        SqlValues.rows(rows).forEach(parts::add);
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

    /** Why the person cannot be written to: said no, or has no address for mail that is open. */
    Optional<Standing.State> closed(UUID person) {
        Standing.State said = people.getOrDefault(person, Standing.State.GRANTED);
        if (said != Standing.State.GRANTED) {
            return Optional.of(said);
        }
        List<Optional<Standing.State>> all = mails.getOrDefault(person, List.of());
        return all.stream().allMatch(Optional::isPresent)
                ? all.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private void add(@Nullable Object[] row) {
        UUID person = uuid(row[0]);
        String name = text(row[2]);
        Optional<Standing.State> state =
                Optional.ofNullable(row[5]).map(SqlValues::text).map(Standing.State::valueOf);
        switch (text(row[1])) {
            case "standing" -> state.ifPresent(known -> people.put(person, known));
            case "contact" -> {
                contacts.computeIfAbsent(person, id -> new HashMap<>())
                        .putIfAbsent(name, text(row[3]));
                if (name.equals("mail")) {
                    mails.computeIfAbsent(person, id -> new ArrayList<>()).add(state);
                }
            }
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
