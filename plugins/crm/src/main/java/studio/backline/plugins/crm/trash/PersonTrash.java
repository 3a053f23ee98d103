package studio.backline.plugins.crm.trash;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.party.PartyTables;

/** Deleted people. What they said against being written to stays. */
public final class PersonTrash {

    private final PartyTrash trash;
    private final Subjects subjects;
    private final KeptNoes noes;

    public PersonTrash(EntityManager entities, Subjects subjects, ConsentLedger ledger) {
        this.trash = new PartyTrash(entities, PartyTables.PERSON, PersonImage.PARTS);
        this.subjects = subjects;
        this.noes = new KeptNoes(entities, subjects, ledger);
    }

    /** Whether there was one to delete. */
    public boolean add(UUID person, Instant now) {
        if (!trash.lock(person)) {
            return false;
        }
        noes.keep(List.of(person));
        trash.keep(person, now);
        trash.remove(person);
        return true;
    }

    /** Whether there was one to bring back, and still time for it. */
    public boolean restore(UUID person, Instant now) {
        boolean restored = trash.holds(person, now) && trash.putBack(person);
        if (restored) {
            trash.forget(List.of(person));
        }
        return restored;
    }

    /** Forgets for good whom nobody brought back in time. */
    void purge(Instant now) {
        List<UUID> late = trash.late(now);
        if (!late.isEmpty()) {
            noes.keep(late);
            trash.forget(late);
            subjects.withdraw(late.stream().map(SubjectId::new).toList());
        }
    }
}
