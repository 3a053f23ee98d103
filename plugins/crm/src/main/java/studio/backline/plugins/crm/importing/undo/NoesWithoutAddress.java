package studio.backline.plugins.crm.importing.undo;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.trash.KeptNoes;

/**
 * Keeps people who said a no that none of their addresses can carry: to post, or to mail or calls
 * where they have no such address. Were they gone, the next list would bring them as somebody new.
 */
public final class NoesWithoutAddress {

    /** What of them no list finds them by; their name, their id and their addresses stay. */
    private static final List<String> LOST =
            List.of("person_role", "person_tag", "affiliation", "deleted_affiliation");

    private final EntityManager entities;

    public NoesWithoutAddress(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The others of these people; those who stay count as edited, and are as little as that takes.
     */
    public List<UUID> keep(Collection<UUID> people) {
        Set<UUID> stay = stay(people);
        if (!stay.isEmpty()) {
            // Another time of change than that of the import, which looks for its own by it.
            change(
                    """
                    update person set salutation = '', language = '', city = '', country = '',
                        changed_at = clock_timestamp(), version = version + 1
                    where id""",
                    stay);
            LOST.forEach(table -> change("delete from " + table + " where person_id", stay));
        }
        return people.stream().filter(person -> !stay.contains(person)).toList();
    }

    private Set<UUID> stay(Collection<UUID> people) {
        List<?> found =
                entities.createNativeQuery(
                                """
                                select s.subject_id from backline_api.consent_standing s
                                where s.subject_id{people} and s.rank > 2 and not exists (
                                    select 1 from contact_point c
                                    where c.person_id = s.subject_id and {carries} offset 0)
                                """
                                        .replace("{people}", SqlArrays.among("people"))
                                        .replace("{carries}", KeptNoes.CARRIES))
                        .setParameter("people", SqlArrays.uuids(people))
                        .getResultList();
        return new HashSet<>(found.stream().map(SqlValues::uuid).toList());
    }

    private void change(String sql, Set<UUID> people) {
        entities.createNativeQuery(sql + SqlArrays.among("people"))
                .setParameter("people", SqlArrays.uuids(people))
                .executeUpdate();
    }
}
