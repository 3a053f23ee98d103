package studio.backline.bench.people;

import java.time.LocalDate;
import java.util.Set;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.testkit.flat.FlatHost;

/**
 * A list brought in as a person does it, in an empty workspace: stored, mapped by the guesses,
 * permitted, rehearsed, imported.
 *
 * @param owner of the workspace
 * @param people how many there are now
 * @param prepared seconds from the upload to the end of the rehearsal
 * @param imported seconds of the import itself
 * @param heap the most that was alive meanwhile, in megabytes
 */
record ImportedList(Caller owner, long people, double prepared, double imported, double heap) {

    static ImportedList bring(FlatHost house, PeopleFile file, long heapEveryMillis)
            throws Exception {
        Caller owner = house.newWorkspace();
        ImportService imports = house.bean(ImportService.class);
        try (HeapWatch heap = HeapWatch.start(heapEveryMillis)) {
            long start = System.nanoTime();
            ImportId id = house.call(owner, () -> rehearsed(imports, file));
            double prepared = (System.nanoTime() - start) / 1e9;
            house.database().execute("checkpoint");
            start = System.nanoTime();
            house.run(owner, () -> imports.run(imports.find(id).orElseThrow(), true));
            double imported = (System.nanoTime() - start) / 1e9;
            long people = house.call(owner, () -> created(imports, id));
            return new ImportedList(owner, people, prepared, imported, heap.peak());
        }
    }

    private static ImportId rehearsed(ImportService imports, PeopleFile file) throws Exception {
        ImportId id = imports.begin("people.csv", file::write).id();
        ImportPlan plan =
                new ImportPlan(
                        imports.draft(id).columns(),
                        LawfulBasis.CONSENT,
                        "The guest book of our concerts",
                        LocalDate.of(2026, 1, 1),
                        Set.of(PartyRole.FAN),
                        Set.of(),
                        "");
        imports.rehearse(id, plan);
        return id;
    }

    private static long created(ImportService imports, ImportId id) {
        var status = imports.find(id).orElseThrow();
        if (status.state() != ImportState.DONE) {
            throw new IllegalStateException("The import came to " + status);
        }
        return status.counts().created();
    }
}
