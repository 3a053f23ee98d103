package studio.backline.plugins.crm.importing.run;

import java.time.Instant;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobLostException;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStore;

/** The undo: whom the import made goes, whom it changed is as before; opt-outs stay. */
class UndoImport implements JobHandler {

    private final ImportStore store;
    private final ImportRun runs;
    private final UndoSteps steps;
    private final Files files;
    private final Texts texts;
    private final TransactionTemplate transaction;

    UndoImport(
            ImportStore store,
            ImportRun runs,
            UndoSteps steps,
            Files files,
            Texts texts,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.runs = runs;
        this.steps = steps;
        this.files = files;
        this.texts = texts;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String type() {
        return ImportService.UNDO;
    }

    @Override
    public String run(JobRun run) throws Exception {
        ImportBatch batch = runs.require(run);
        try {
            return undo(batch, run);
        } catch (JobLostException lost) {
            throw lost;
        } catch (RuntimeException failure) {
            runs.finish(batch, ImportState.FAILED);
            throw failure;
        }
    }

    private String undo(ImportBatch batch, JobRun run) {
        Instant started = batch.startedAt().orElseThrow();
        UUID key = batch.key();
        long total = batch.counts().created() + batch.counts().changed();
        long done = run.checkpoint().map(Long::parseLong).orElse(0L);
        if (run.checkpoint().isEmpty()) {
            transaction.executeWithoutResult(
                    status -> {
                        store.kept(batch.id(), steps.edited(key, started));
                        run.moveCheckpoint("0");
                    });
        }
        done = repeat(run, done, total, () -> steps.restore(key, started));
        repeat(run, done, total, () -> steps.remove(key, started));
        transaction.executeWithoutResult(
                status -> {
                    steps.removeNames(key);
                    batch.file().ifPresent(files::delete);
                    store.forgetFile(batch.id());
                    store.state(batch.id(), ImportState.UNDONE);
                });
        return texts.get("crm.import.undone");
    }

    // An undo is not stopped half way: it is short, and half an undo helps nobody.
    private long repeat(JobRun run, long before, long total, IntSupplier step) {
        long done = before;
        int taken;
        do {
            long reached = done;
            Integer count =
                    transaction.execute(
                            status -> {
                                int people = step.getAsInt();
                                run.moveCheckpoint(String.valueOf(reached + people));
                                return people;
                            });
            taken = count == null ? 0 : count;
            done += taken;
            run.progress(done, Math.max(done, total));
        } while (taken > 0);
        return done;
    }
}
