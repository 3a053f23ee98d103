package studio.backline.plugins.crm.trash;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/**
 * Deleted people, whole, for as long as a deletion can be taken back. They leave the tables, so
 * that no list, search or count has to leave them out.
 */
public final class PersonTrash {

    /** For how long a deletion can be taken back. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final EntityManager entities;
    private final Subjects subjects;
    private final KeptNoes noes;

    public PersonTrash(EntityManager entities, Subjects subjects, ConsentLedger ledger) {
        this.entities = entities;
        this.subjects = subjects;
        this.noes = new KeptNoes(entities, ledger);
    }

    /** Whether there was one to delete. */
    public boolean add(UUID person, Instant now) {
        noes.keep(List.of(person));
        int kept =
                entities.createNativeQuery(
                                "insert into deleted_person (id, image, deleted_at) select p.id, "
                                        + PersonImage.WITH_NOTES
                                        + ", :now from person p where p.id = :person")
                        .setParameter("person", person)
                        .setParameter("now", now)
                        .executeUpdate();
        entities.createNativeQuery("delete from person where id = :person")
                .setParameter("person", person)
                .executeUpdate();
        return kept > 0;
    }

    /** Whether there was one to bring back, and still time for it. */
    public boolean restore(UUID person, Instant now) {
        boolean kept =
                !entities.createNativeQuery(
                                "select id from deleted_person where id = :person and deleted_at >="
                                        + " :limit for update",
                                UUID.class)
                        .setParameter("person", person)
                        .setParameter("limit", now.minus(KEPT))
                        .getResultList()
                        .isEmpty();
        return kept && putBack(person);
    }

    private boolean putBack(UUID person) {
        int restored =
                entities.createNativeQuery(PersonImage.RESTORE_PERSON + PersonImage.FROM_TRASH)
                        .setParameter("person", person)
                        .executeUpdate();
        for (String part : PersonImage.RESTORE_PARTS) {
            entities.createNativeQuery(part.formatted(PersonImage.FROM_TRASH))
                    .setParameter("person", person)
                    .executeUpdate();
        }
        entities.createNativeQuery("delete from deleted_person where id = :person")
                .setParameter("person", person)
                .executeUpdate();
        return restored > 0;
    }

    /** Forgets for good whom nobody brought back in time. */
    public void purge(Instant now) {
        List<?> found =
                entities.createNativeQuery(
                                "select id from deleted_person where deleted_at < :limit for update",
                                UUID.class)
                        .setParameter("limit", now.minus(KEPT))
                        .getResultList();
        List<UUID> ids = found.stream().map(SqlValues::uuid).toList();
        if (!ids.isEmpty()) {
            noes.keep(ids);
            entities.createNativeQuery(
                            "delete from deleted_person where id = any(cast(:people as uuid[]))")
                    .setParameter("people", SqlArrays.uuids(ids))
                    .executeUpdate();
            subjects.withdraw(ids.stream().map(SubjectId::new).toList());
        }
    }
}
