package studio.backline.plugins.crm.importing.run;

import java.util.List;
import java.util.Optional;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.importing.rows.StrangeTally;
import studio.backline.plugins.crm.importing.strange.StrangeWordStore;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;

/** The dry run: reads the whole file and says what would come of each row; changes nobody. */
class RehearseImport implements JobHandler {

    private final ImportStore store;
    private final ImportRun runs;
    private final List<ImportTarget> targets;
    private final StrangeWordStore strange;
    private final Texts texts;
    private final TransactionTemplate transaction;

    RehearseImport(
            ImportStore store,
            ImportRun runs,
            List<ImportTarget> targets,
            StrangeWordStore strange,
            Texts texts,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.runs = runs;
        this.targets = targets;
        this.strange = strange;
        this.texts = texts;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String type() {
        return ImportService.REHEARSE;
    }

    @Override
    public String run(JobRun run) throws Exception {
        ImportBatch asked = runs.require(run);
        if (asked.state() != ImportState.REHEARSING) {
            return rehearsed(asked.records());
        }
        transaction.executeWithoutResult(
                status -> store.begin(asked.id(), ImportState.REHEARSING, SqlValues.now()));
        ImportBatch batch = runs.require(run);
        StrangeTally tally = new StrangeTally(batch.plan().orElseThrow());
        Optional<ImportCounts> counts;
        try (ImportTarget.Taking importing = ImportTarget.of(targets, batch).forRehearsal()) {
            counts =
                    runs.through(
                            batch,
                            run,
                            0,
                            (each, plan, chunk, first) -> {
                                tally.of(chunk)
                                        .forEach(
                                                (kind, words) ->
                                                        strange.add(each.key(), kind, words));
                                return importing.rehearse(each, chunk, first);
                            });
        }
        if (counts.isEmpty()) {
            return texts.get("crm.import.rehearsal-stopped");
        }
        transaction.executeWithoutResult(
                status -> {
                    strange.add(batch.key(), Kind.LEFT_OUT, tally.standings());
                    store.records(batch.id(), counts.get().rows());
                    store.state(batch.id(), ImportState.REHEARSED);
                });
        return rehearsed(counts.get().rows());
    }

    private String rehearsed(long rows) {
        return texts.get("crm.import.rehearsed", rows);
    }
}
