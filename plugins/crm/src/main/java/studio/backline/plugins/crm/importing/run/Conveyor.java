package studio.backline.plugins.crm.importing.run;

import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobRun;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.rows.Chunk;

/**
 * Takes chunks in their order, each in a transaction. Where all are new people the next one begins
 * while the last is on its way, so that two processors have work; it ends after it, and so does its
 * checkpoint. Two are on their way at most.
 */
final class Conveyor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Conveyor.class);

    /** How often a chunk that failed in its turn is taken again. */
    private static final int AGAIN = 2;

    private final JobRun run;
    private final TransactionTemplate transaction;
    private final Work work;
    private volatile ImportCounts counts;
    private volatile long reached;
    private volatile boolean stopped;
    private boolean first;
    private @Nullable Passage last;

    /** What is done with a chunk, inside a transaction. */
    interface Work {

        /** The chunk in its turn. */
        ImportCounts take(Chunk chunk, boolean first);

        /** The chunk before its turn, where that is possible. */
        Optional<ImportTarget.Ahead> ahead(Chunk chunk);

        /**
         * Forgets what chunks named besides, some of which may be gone.
         *
         * @return whether one that was taken back can be taken again
         */
        boolean forgetNames();

        /** Notes, at the end of each transaction, how far the file is read. */
        void note(Chunk chunk, ImportCounts reached);
    }

    Conveyor(
            JobRun run,
            TransactionTemplate transaction,
            Work work,
            ImportCounts counts,
            boolean first) {
        this.run = run;
        this.transaction = transaction;
        this.work = work;
        this.counts = counts;
        this.first = first;
    }

    /** Begins with one; the one before the last has ended when this returns. */
    void take(Chunk chunk) throws InterruptedException {
        Optional<ImportTarget.Ahead> ahead =
                Optional.ofNullable(transaction.execute(status -> work.ahead(chunk)))
                        .flatMap(found -> found);
        boolean opening = first;
        first = false;
        Passage before = last;
        if (ahead.isEmpty()) {
            end();
            inTurn(chunk, opening);
            return;
        }
        Passage passage = new Passage(before, chunk, ahead.get(), opening);
        passage.start();
        last = passage;
        if (before != null) {
            before.await();
        }
    }

    /** How many rows of the file are through. */
    long reached() {
        return reached;
    }

    /** Whether a chunk was taken back since the job is to stop. */
    boolean isStopped() {
        return stopped;
    }

    /** Waits until all are through; what came of them. */
    ImportCounts end() throws InterruptedException {
        Passage waited = last;
        last = null;
        if (waited != null) {
            waited.await();
        }
        return counts;
    }

    /** Lets what is on its way come through, where the file cannot be read on. */
    @Override
    public void close() {
        Passage waited = last;
        last = null;
        if (waited != null) {
            waited.settle();
        }
    }

    private void inTurn(Chunk chunk, boolean opening) {
        // Once stopped, one before it was taken back: none may pass it.
        for (int again = AGAIN; !stopped; again--) {
            try {
                through(
                        chunk,
                        transaction.execute(status -> noted(chunk, work.take(chunk, opening))));
                return;
            } catch (PersistenceException | DataAccessException met) {
                // Somebody may have deleted what it names, or waited for what it held.
                if (!work.forgetNames() || again == 0) {
                    throw met;
                }
                log.info("Rows up to {} met others; they are taken again.", chunk.records());
                log.debug("What they met", met);
            }
        }
    }

    /** After the transaction alone: one that is taken back has not been. */
    private void through(Chunk chunk, ImportCounts sum) {
        counts = sum;
        reached = chunk.records();
    }

    private ImportCounts noted(Chunk chunk, ImportCounts taken) {
        ImportCounts sum = counts.plus(taken);
        work.note(chunk, sum);
        return sum;
    }

    /** One chunk on its way, on a thread of its own. */
    private final class Passage {

        private @Nullable Passage before;
        private final Chunk chunk;
        private final ImportTarget.Ahead ahead;
        private final boolean opening;
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CompletableFuture<Boolean> cameAhead = new CompletableFuture<>();
        private @Nullable Future<Boolean> through;

        Passage(@Nullable Passage before, Chunk chunk, ImportTarget.Ahead ahead, boolean opening) {
            this.before = before;
            this.chunk = chunk;
            this.ahead = ahead;
            this.opening = opening;
        }

        void start() {
            through = run.beside(this::pass);
        }

        /** Waits until it is through; what it failed by is thrown here. */
        void await() throws InterruptedException {
            try {
                if (through != null) {
                    through.get();
                }
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RuntimeException fault -> throw fault;
                    case Error fault -> throw fault;
                    case null, default -> throw new IllegalStateException(failed);
                }
            }
        }

        /** Waits, whatever comes of it: who waits has failed by something else. */
        void settle() {
            try {
                await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error failed) {
                log.debug("Rows up to {} were on their way", chunk.records(), failed);
            }
        }

        private boolean pass() throws InterruptedException {
            try {
                // Who waits for another begins after it, and takes no connection that it needs.
                if (before != null) {
                    before.begun.await();
                }
                Optional<ImportCounts> passed =
                        Optional.ofNullable(transaction.execute(this::passedAhead))
                                .flatMap(found -> found);
                passed.ifPresent(sum -> through(chunk, sum));
                cameAhead.complete(passed.isPresent());
                if (passed.isEmpty()) {
                    waitForTurn();
                    inTurn(chunk, opening);
                }
                return true;
            } finally {
                begun.countDown();
                cameAhead.complete(false);
                before = null;
            }
        }

        /** Empty where it has to be done again in its turn: what it did is taken back. */
        private Optional<ImportCounts> passedAhead(TransactionStatus status) {
            begun.countDown();
            Optional<ImportCounts> passed = begins() && comesToTurn() ? ends() : Optional.empty();
            if (passed.isEmpty()) {
                status.setRollbackOnly();
            }
            return passed;
        }

        private boolean begins() {
            try {
                ahead.begin();
                return true;
            } catch (PersistenceException | DataAccessException early) {
                met(early);
                return false;
            }
        }

        private Optional<ImportCounts> ends() {
            try {
                return ahead.end(opening).map(taken -> noted(chunk, taken));
            } catch (PersistenceException | DataAccessException late) {
                met(late);
                return Optional.empty();
            }
        }

        private void met(RuntimeException others) {
            log.info("Rows up to {} met others; they wait for their turn.", chunk.records());
            log.debug("What they met", others);
            work.forgetNames();
        }

        /**
         * Whoever stops an import does not wait for what has only begun. Where the one before is
         * done again, it needs a connection: this one does not keep its own meanwhile.
         */
        private boolean comesToTurn() {
            if (before != null && !before.cameAhead.join()) {
                return false;
            }
            waitForTurn();
            stopped |= run.cancelled();
            return !stopped;
        }

        private void waitForTurn() {
            try {
                if (before != null) {
                    before.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }
}
