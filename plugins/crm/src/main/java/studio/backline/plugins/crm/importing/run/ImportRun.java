package studio.backline.plugins.crm.importing.run;

import java.io.IOException;
import java.util.Optional;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvRows;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ChunkReader;
import studio.backline.plugins.crm.importing.rows.SeenRows;

/** What the dry run and the import have in common: a file read in chunks, each in a transaction. */
class ImportRun {

    private final ImportStore store;
    private final Files files;
    private final Texts texts;
    private final TransactionTemplate transaction;

    ImportRun(
            ImportStore store, Files files, Texts texts, PlatformTransactionManager transactions) {
        this.store = store;
        this.files = files;
        this.texts = texts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Takes one chunk. */
    @FunctionalInterface
    interface Step {

        /**
         * Inside a transaction.
         *
         * @param first whether it is the first of this run
         */
        ImportCounts take(ImportBatch batch, ImportPlan plan, Chunk chunk, boolean first);

        /** Inside a transaction: the chunk before its turn, where it can begin so. */
        default Optional<ImportTarget.Ahead> ahead(
                ImportBatch batch, ImportPlan plan, Chunk chunk) {
            return Optional.empty();
        }

        /** Inside a transaction: one that an earlier run has taken. */
        default void passed(ImportBatch batch, ImportPlan plan, Chunk chunk) {
            // A dry run begins anew.
        }

        /** Outside: a chunk was taken back; whether it can be taken again. */
        default boolean forgetNames() {
            // A dry run makes none, and counts as it goes.
            return false;
        }

        /** At the end of a chunk's transaction. */
        default void note(Chunk chunk) {
            // A dry run begins anew.
        }
    }

    /** A server may die after a run's last transaction: one that is through is not done again. */
    ImportBatch require(JobRun run) throws JobFailedException {
        ImportId id = ImportId.of(run.parameters().getOrDefault(ImportService.PARAMETER, ""));
        return transaction
                .execute(status -> store.find(id))
                .orElseThrow(() -> new JobFailedException(texts.get("crm.import.gone")));
    }

    /** Runs through the file; empty when it is to stop. */
    Optional<ImportCounts> through(ImportBatch batch, JobRun run, long done, Step step)
            throws JobFailedException, IOException, InterruptedException {
        try {
            return chunks(batch, run, done, step);
        } catch (BrokenFileException broken) {
            throw new JobFailedException(texts.get(broken.key(), broken.line()));
        }
    }

    private Optional<ImportCounts> chunks(ImportBatch batch, JobRun run, long done, Step step)
            throws JobFailedException, IOException, BrokenFileException, InterruptedException {
        ImportPlan plan = batch.plan().orElseThrow(() -> gone());
        ImportCounts counts = done > 0 ? batch.counts() : ImportCounts.NONE;
        try (SeenRows seen = new SeenRows(files::scratch);
                CsvRows csv = rows(batch);
                ChunkReader reader = new ChunkReader(csv, plan, batch.hasHeader(), done, seen);
                Conveyor conveyor =
                        new Conveyor(
                                run, transaction, work(batch, plan, step), counts, done == 0)) {
            // The dry run has counted them: how far the import is, is known before its first chunk.
            run.progress(done, batch.records());
            long told = done;
            Optional<Chunk> next = reader.next();
            while (next.isPresent()) {
                if (run.cancelled() || conveyor.isStopped()) {
                    conveyor.end();
                    return Optional.empty();
                }
                if (next.get().records() <= done) {
                    pass(batch, plan, next.get(), step);
                    run.progress(done, batch.records());
                } else {
                    conveyor.take(next.get());
                    told = tell(batch, run, conveyor, told);
                }
                next = reader.next();
            }
            ImportCounts all = conveyor.end();
            tell(batch, run, conveyor, told);
            return conveyor.isStopped() ? Optional.empty() : Optional.of(all);
        }
    }

    private void pass(ImportBatch batch, ImportPlan plan, Chunk chunk, Step step) {
        transaction.executeWithoutResult(status -> step.passed(batch, plan, chunk));
    }

    private static long tell(ImportBatch batch, JobRun run, Conveyor conveyor, long told) {
        long reached = conveyor.reached();
        if (reached > told) {
            run.progress(reached, batch.records());
        }
        return Math.max(told, reached);
    }

    private Conveyor.Work work(ImportBatch batch, ImportPlan plan, Step step) {
        return new Conveyor.Work() {
            @Override
            public ImportCounts take(Chunk chunk, boolean first) {
                return step.take(batch, plan, chunk, first);
            }

            @Override
            public Optional<ImportTarget.Ahead> ahead(Chunk chunk) {
                return step.ahead(batch, plan, chunk);
            }

            @Override
            public boolean forgetNames() {
                return step.forgetNames();
            }

            @Override
            public void note(Chunk chunk, ImportCounts reached) {
                store.counts(batch.id(), reached);
                step.note(chunk);
            }
        };
    }

    private CsvRows rows(ImportBatch batch) throws JobFailedException, IOException {
        return new CsvRows(files.open(batch.file().orElseThrow(() -> gone())), batch.shape());
    }

    private JobFailedException gone() {
        return new JobFailedException(texts.get("crm.import.gone"));
    }
}
