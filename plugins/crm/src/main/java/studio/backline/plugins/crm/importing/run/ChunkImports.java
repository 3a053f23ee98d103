package studio.backline.plugins.crm.importing.run;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.files.Files;
import studio.backline.contract.subject.Subjects;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.importing.match.TakenPeople;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.tag.TagKeys;

/** Makes what takes people in, one for each run, since it remembers names over the run. */
class ChunkImports implements ImportTarget {

    private final EntityManager entities;
    private final BulkLoad load;
    private final ConsentLedger ledger;
    private final Subjects subjects;
    private final Files files;
    private final UndoSteps undo;

    ChunkImports(
            EntityManager entities,
            BulkLoad load,
            ConsentLedger ledger,
            Subjects subjects,
            Files files,
            UndoSteps undo) {
        this.entities = entities;
        this.load = load;
        this.ledger = ledger;
        this.subjects = subjects;
        this.files = files;
        this.undo = undo;
    }

    @Override
    public PartyTables kind() {
        return PartyTables.PERSON;
    }

    @Override
    public Undoing undoing() {
        return undo;
    }

    /** Tags and organisations that the file names are made, and noted for it. */
    @Override
    public ChunkImport forImport(UUID batch) {
        TagKeys tags = new TagKeys(entities);
        OrganisationKeys organisations = new OrganisationKeys(entities);
        return create(
                new NameIds(TagKeys::key, names -> tags.byKey(names, batch)),
                new NameIds(OrganisationKeys::key, names -> organisations.byKey(names, batch)));
    }

    /** Nothing is made, and what is missing has an id that nothing else has. */
    @Override
    public ChunkImport forRehearsal() {
        TagKeys tags = new TagKeys(entities);
        OrganisationKeys organisations = new OrganisationKeys(entities);
        return create(
                new NameIds(TagKeys::key, names -> supposed(names, TagKeys::key, tags.find(names))),
                new NameIds(
                        OrganisationKeys::key,
                        names ->
                                supposed(names, OrganisationKeys::key, organisations.find(names))));
    }

    private ChunkImport create(NameIds tags, NameIds organisations) {
        return new ChunkImport(
                entities,
                load,
                new ChunkConsents(entities, ledger, subjects),
                new ChunkStaging(load, tags, organisations, new AddressKeys(ledger)),
                new TakenPeople(files::scratch));
    }

    private static Map<String, UUID> supposed(
            Collection<String> names, UnaryOperator<String> key, Map<String, UUID> found) {
        Map<String, UUID> all = new HashMap<>(found);
        names.forEach(name -> all.computeIfAbsent(key.apply(name), k -> TimeOrderedUuid.next()));
        return all;
    }
}
