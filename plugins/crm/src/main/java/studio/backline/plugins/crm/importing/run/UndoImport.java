package studio.backline.plugins.crm.importing.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStore;

/**
 * The undo: whom the import made goes, whom it changed is as before; opt-outs stay. Who stays loses
 * the permission that came with them. Where it is stopped, another one goes on with what is left.
 */
class UndoImport implements JobHandler {

    private final ImportStore store;
    private final ImportRun runs;
    private final List<ImportTarget> targets;
    private final Files files;
    private final Texts texts;
    private final TransactionTemplate transaction;

    UndoImport(
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
        return ImportService.UNDO;
    }

    @Override
    public String run(JobRun run) throws Exception {
        ImportBatch batch = runs.require(run);
        if (batch.state() != ImportState.UNDOING) {
            return texts.get("crm.import.undone");
        }
        ImportTarget.Undoing steps = ImportTarget.of(targets, batch).undoing();
        Instant started = batch.startedAt().orElseThrow();
        UUID key = batch.key();
        String reason = texts.get("crm.import.undone.permission");
        long done = run.checkpoint().map(Long::parseLong).orElse(0L);
        long total = done + transaction.execute(status -> steps.left(key, started));
        int taken;
        do {
            if (run.cancelled()) {
                // What is left is found again, by this job or by another undo.
                return texts.get("crm.import.undo-stopped");
            }
            taken = step(run, done, () -> steps.take(batch.id(), started, reason));
            done += taken;
            run.progress(done, Math.max(done, total));
        } while (taken > 0);
        Optional<UUID> after = Optional.of(new UUID(0, 0));
        while (after.isPresent() && !run.cancelled()) {
            after = ungrant(steps, batch.id(), started, after.get(), reason);
        }
        if (after.isPresent()) {
            return texts.get("crm.import.undo-stopped");
        }
        transaction.executeWithoutResult(
                status -> {
                    steps.takeTurn();
                    store.kept(batch.id(), steps.edited(key, started));
                    steps.removeNames(key);
                    batch.file().ifPresent(files::delete);
                    store.forgetFile(batch.id());
                    store.state(batch.id(), ImportState.UNDONE);
                });
        return texts.get("crm.import.undone");
    }

    private Optional<UUID> ungrant(
            ImportTarget.Undoing steps, ImportId id, Instant started, UUID after, String reason) {
        return transaction.execute(
                status -> {
                    steps.takeTurn();
                    ImportTarget.Ungranted next = steps.ungrant(id.value(), started, after, reason);
                    store.ungranted(id, next.here(), next.inTrash());
                    return next.last();
                });
    }

    private int step(JobRun run, long done, IntSupplier step) {
        return transaction.execute(
                status -> {
                    int people = step.getAsInt();
                    run.moveCheckpoint(String.valueOf(done + people));
                    return people;
                });
    }
}
