package studio.backline.plugins.crm.importing.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.rows.Chunk;

/** A plugin's connections are few: whoever is to wait lets those before have one. */
class HandOverConnectionsTest {

    /** Two for the import; everybody else has the others, and takes the first that it lets go. */
    private final Semaphore connections = new Semaphore(2);

    private final CountDownLatch secondBegun = new CountDownLatch(1);
    private final List<Long> taken = new CopyOnWriteArrayList<>();

    @Test
    void rowsThatAreDoneAgainGetTheConnectionOfTheNext() throws Exception {
        TransactionTemplate transaction = new TransactionTemplate(new Pool());
        try (Conveyor conveyor =
                new Conveyor(new Run(), transaction, new Work(false), ImportCounts.NONE, true)) {
            conveyor.take(chunk(1));
            conveyor.take(chunk(2));
            assertThat(conveyor.end().rows()).isEqualTo(2);
        }
        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void rowsThatMeetOthersWhenTheyEndAreDoneAgainInTheirTurn() throws Exception {
        TransactionTemplate transaction = new TransactionTemplate(new Pool());
        try (Conveyor conveyor =
                new Conveyor(new Run(), transaction, new Work(true), ImportCounts.NONE, true)) {
            conveyor.take(chunk(1));
            assertThat(conveyor.end().rows()).isOne();
        }
        assertThat(taken).containsExactly(1L);
    }

    private static Chunk chunk(long records) {
        return new Chunk(records, List.of(), List.of(), List.of(), List.of());
    }

    /** The first is to be done again when the second has begun. */
    private final class Work implements Conveyor.Work {

        private final boolean meets;

        Work(boolean meets) {
            this.meets = meets;
        }

        @Override
        public ImportCounts take(Chunk chunk, boolean first) {
            taken.add(chunk.records());
            return new ImportCounts(1, 1, 0, 0, 0, 0, 0);
        }

        @Override
        public Optional<ImportTarget.Ahead> ahead(Chunk chunk) {
            return Optional.of(
                    new ImportTarget.Ahead() {
                        @Override
                        public void begin() {
                            if (chunk.records() == 2) {
                                secondBegun.countDown();
                            }
                        }

                        @Override
                        public Optional<ImportCounts> end(boolean first) {
                            if (meets) {
                                throw new PersistenceException("They wait for each other.");
                            }
                            await();
                            return Optional.empty();
                        }
                    });
        }

        private void await() {
            try {
                assertThat(secondBegun.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean forgetNames() {
            return true;
        }

        @Override
        public void note(Chunk chunk, ImportCounts reached) {
            // Nobody looks.
        }
    }

    /** Gives connections out; the first that is rolled back goes to somebody else for good. */
    private final class Pool implements PlatformTransactionManager {

        private boolean gone;

        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            try {
                if (!connections.tryAcquire(5, TimeUnit.SECONDS)) {
                    throw new CannotCreateTransactionException("All are taken.");
                }
            } catch (InterruptedException e) {
                throw new CannotCreateTransactionException("Nobody waits any more.", e);
            }
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            if (status.isRollbackOnly()) {
                rollback(status);
            } else {
                connections.release();
            }
        }

        @Override
        public synchronized void rollback(TransactionStatus status) {
            if (gone) {
                connections.release();
            }
            gone = true;
        }
    }

    private static final class Run implements JobRun {

        @Override
        public <T> Future<T> beside(Callable<T> part) {
            FutureTask<T> task = new FutureTask<>(part);
            Thread.ofPlatform().daemon().start(task);
            return task;
        }

        @Override
        public JobId id() {
            return new JobId(TimeOrderedUuid.next());
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of();
        }

        @Override
        public Optional<String> checkpoint() {
            return Optional.empty();
        }

        @Override
        public void moveCheckpoint(String checkpoint) {
            // Nobody looks.
        }

        @Override
        public void progress(long done, long total) {
            // Nobody watches.
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
