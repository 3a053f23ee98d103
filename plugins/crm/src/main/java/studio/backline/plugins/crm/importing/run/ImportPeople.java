package studio.backline.plugins.crm.importing.run;

import java.util.List;
import java.util.Optional;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.importing.rows.Chunk;

/**
 * The import. The checkpoint is the number of rows done; it moves with the rows themselves, so that
 * a run after a crash goes on where the last one got to, with nothing lost and nothing twice.
 */
class ImportPeople implements JobHandler {

    private final ImportStore store;
    private final ImportRun runs;
    private final List<ImportTarget> targets;
    private final Files files;
    private final Texts texts;
    private final TransactionTemplate transaction;

    ImportPeople(
            ImportStore store,
            ImportRun runs,
            List<ImportTarget> targets,
            Files files,
            Texts texts,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.runs = runs;
        this.targets = targets;
        this.files = files;
        this.texts = texts;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String type() {
        return ImportService.IMPORT;
    }

    @Override
    public String run(JobRun run) throws Exception {
        ImportBatch asked = runs.require(run);
        if (asked.state() != ImportState.RUNNING) {
            return done(asked.counts());
        }
        long done = run.checkpoint().map(Long::parseLong).orElse(0L);
        if (done == 0) {
            transaction.executeWithoutResult(
                    status -> store.begin(asked.id(), ImportState.RUNNING, SqlValues.now()));
        }
        ImportBatch batch = runs.require(run);
        Optional<ImportCounts> counts;
        try (ImportTarget.Taking importing =
                ImportTarget.of(targets, batch).forImport(batch.key())) {
            counts = runs.through(batch, run, done, new Taken(importing, run));
        }
        if (counts.isEmpty()) {
            return stopped(runs.require(run));
        }
        transaction.executeWithoutResult(
                status -> {
                    // What is in it is in the tables now; what could not be taken is kept apart.
                    batch.file().ifPresent(files::delete);
                    store.forgetFile(batch.id());
                    store.state(batch.id(), ImportState.DONE);
                });
        return done(counts.get());
    }

    /** Chunks that are taken, and move the checkpoint. */
    private record Taken(ImportTarget.Taking importing, JobRun run) implements ImportRun.Step {

        @Override
        public ImportCounts take(ImportBatch batch, ImportPlan plan, Chunk chunk, boolean first) {
            return importing.apply(batch, plan, chunk, first);
        }

        @Override
        public Optional<ImportTarget.Ahead> ahead(ImportBatch batch, ImportPlan plan, Chunk chunk) {
            return importing.ahead(batch, plan, chunk);
        }

        @Override
        public void passed(ImportBatch batch, ImportPlan plan, Chunk chunk) {
            importing.passed(batch, plan, chunk);
        }

        @Override
        public boolean forgetNames() {
            importing.forgetNames();
            return true;
        }

        @Override
        public void note(Chunk chunk) {
            run.moveCheckpoint(String.valueOf(chunk.records()));
        }
    }

    private String stopped(ImportBatch batch) {
        long rows = batch.counts().rows();
        return texts.get("crm.import.stopped", rows, Math.max(0, batch.records() - rows));
    }

    private String done(ImportCounts counts) {
        return texts.get(
                "crm.import.done",
                counts.created(),
                counts.changed(),
                counts.faulty() + counts.duplicate());
    }
}
