package studio.backline.plugins.crm.importing.organisations;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.importing.run.ChunkConsents;
import studio.backline.plugins.crm.importing.run.ImportTarget;
import studio.backline.plugins.crm.party.PartyTables;

/** Organisations as what rows of a file become. */
class OrganisationTarget implements ImportTarget {

    private final EntityManager entities;
    private final BulkLoad load;
    private final ConsentLedger ledger;
    private final Subjects subjects;
    private final OrganisationUndo undo;

    OrganisationTarget(
            EntityManager entities,
            BulkLoad load,
            ConsentLedger ledger,
            Subjects subjects,
            OrganisationUndo undo) {
        this.entities = entities;
        this.load = load;
        this.ledger = ledger;
        this.subjects = subjects;
        this.undo = undo;
    }

    @Override
    public PartyTables kind() {
        return PartyTables.ORGANISATION;
    }

    @Override
    public Taking forImport(UUID batch) {
        return forRehearsal();
    }

    /** The same: what is taken in is told batch by batch, and a dry run asks for what is here. */
    @Override
    public Taking forRehearsal() {
        return new OrganisationTaking(
                entities, load, new ChunkConsents(entities, ledger, subjects));
    }

    @Override
    public Undoing undoing() {
        return undo;
    }
}
