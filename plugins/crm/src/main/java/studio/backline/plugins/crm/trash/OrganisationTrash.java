package studio.backline.plugins.crm.trash;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * Deleted organisations. Who was affiliated with one stands beside the image, row by row, so that
 * the erasure of a person finds it there.
 */
public final class OrganisationTrash {

    private final EntityManager entities;
    private final PartyTrash trash;

    public OrganisationTrash(EntityManager entities) {
        this.entities = entities;
        this.trash = new PartyTrash(entities, PartyTables.ORGANISATION, List.of(PartyImage.NOTE));
    }

    /** Whether there was one to delete. */
    public boolean add(UUID organisation, Instant now) {
        if (!trash.lock(organisation)) {
            return false;
        }
        trash.keep(organisation, now);
        update(
                """
                insert into deleted_affiliation (organisation_id, person_id, id, position)
                select organisation_id, person_id, id, position
                from affiliation where organisation_id = :organisation
                """,
                organisation);
        trash.remove(organisation);
        return true;
    }

    /** The name of one that can be brought back; empty where the time for it is over. */
    public Optional<String> name(UUID organisation, Instant now) {
        return trash.holds(organisation, now)
                ? Optional.of(
                        SqlValues.text(
                                entities.createNativeQuery(
                                                "select image -> 'organisation' ->> 'name'"
                                                        + " from deleted_organisation"
                                                        + " where id = :organisation")
                                        .setParameter("organisation", organisation)
                                        .getSingleResult()))
                : Optional.empty();
    }

    /** Whether it came back; not where another one has its name by now. */
    public boolean restore(UUID organisation) {
        boolean restored = trash.putBack(organisation);
        if (restored) {
            update(
                    """
                    insert into affiliation (organisation_id, person_id, id, position)
                    select d.organisation_id, d.person_id, d.id, d.position
                    from deleted_affiliation d join person p on p.id = d.person_id
                    where d.organisation_id = :organisation and (
                        select count(*) from affiliation a where a.person_id = p.id) < 20
                    """,
                    organisation);
            trash.forget(List.of(organisation));
        }
        return restored;
    }

    /** Forgets for good what nobody brought back in time. */
    void purge(Instant now) {
        List<UUID> late = trash.late(now);
        if (!late.isEmpty()) {
            trash.forget(late);
        }
    }

    private void update(String sql, UUID organisation) {
        entities.createNativeQuery(sql).setParameter("organisation", organisation).executeUpdate();
    }
}
