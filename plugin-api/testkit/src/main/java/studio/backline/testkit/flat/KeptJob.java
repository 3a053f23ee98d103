package studio.backline.testkit.flat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.tenancy.Caller;

/** A job in memory, with the checkpoint that its committed transactions have reached. */
final class KeptJob {

    private static final Logger LOG = LoggerFactory.getLogger(KeptJob.class);

    private final JobId id;
    private final String type;
    private final Map<String, String> parameters;
    private final Caller asker;
    private final Instant createdAt = Instant.now();
    private volatile JobState state = JobState.PLANNED;
    private volatile long done;
    private volatile long total;
    private volatile @Nullable String message;
    private volatile @Nullable String checkpoint;
    private volatile boolean cancelled;
    private volatile boolean putOff;

    KeptJob(JobId id, String type, Map<String, String> parameters, Caller asker) {
        this.id = id;
        this.type = type;
        this.parameters = parameters;
        this.asker = asker;
    }

    /** Does the job's work. */
    interface Work {
        String of(KeptJob job) throws Exception;
    }

    /** What a handler meets when its server is killed: the transaction at hand never commits. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    JobId id() {
        return id;
    }

    String type() {
        return type;
    }

    Caller asker() {
        return asker;
    }

    void cancel() {
        cancelled = true;
        if (state == JobState.PLANNED) {
            state = JobState.CANCELLED;
        }
    }

    void refuse(String reason) {
        message = reason;
        state = JobState.FAILED;
    }

    JobStatus status() {
        return new JobStatus(id, type, state, done, total, Optional.ofNullable(message), createdAt);
    }

    void work(Work work) {
        state = JobState.RUNNING;
        try {
            String result = work.of(this);
            if (putOff && !cancelled) {
                state = JobState.PLANNED;
                return;
            }
            message = result;
            state = cancelled ? JobState.CANCELLED : JobState.DONE;
        } catch (Killed killed) {
            LOG.info("Job {} dies as the test asked", id);
        } catch (JobFailedException e) {
            message = e.getMessage();
            state = JobState.FAILED;
        } catch (Exception e) {
            LOG.error("Job {} fails", id, e);
            message = "The job failed: " + e;
            state = JobState.FAILED;
        }
    }

    JobRun begin(JobFate fate, Besides besides) {
        putOff = false;
        return new Run(fate, besides);
    }

    /** Gives a part of a job the caller that the job has. */
    interface Besides {
        <T> Callable<T> forCaller(Callable<T> part);
    }

    private final class Run implements JobRun {

        private final JobFate fate;
        private final Besides besides;
        private volatile int moved;

        Run(JobFate fate, Besides besides) {
            this.fate = fate;
            this.besides = besides;
        }

        @Override
        public <T> Future<T> beside(Callable<T> part) {
            FutureTask<T> task = new FutureTask<>(besides.forCaller(part));
            Thread.ofPlatform().daemon().start(task);
            return task;
        }

        @Override
        public JobId id() {
            return id;
        }

        @Override
        public Map<String, String> parameters() {
            return parameters;
        }

        @Override
        public Optional<String> checkpoint() {
            return Optional.ofNullable(checkpoint);
        }

        @Override
        public void moveCheckpoint(String reached) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("A checkpoint moves inside a transaction.");
            }
            if (fate.kind() == JobFate.Kind.DIES && moved >= fate.after()) {
                throw new Killed();
            }
            moved++;
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            checkpoint = reached;
                        }
                    });
        }

        @Override
        public void progress(long reached, long all) {
            done = reached;
            total = all;
        }

        @Override
        public boolean cancelled() {
            if (moved >= fate.after()) {
                cancelled |= fate.kind() == JobFate.Kind.IS_CANCELLED;
                putOff |= fate.kind() == JobFate.Kind.IS_PUT_OFF;
            }
            return cancelled || putOff;
        }
    }
}
