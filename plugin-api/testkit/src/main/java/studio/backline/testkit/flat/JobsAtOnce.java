package studio.backline.testkit.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * Jobs without waiting: each runs to its end, on a thread of its own as the person who asked,
 * before the call that commits its transaction returns. A test may let the next job die after some
 * checkpoints, as a killed server does, and go on with it later.
 */
public final class JobsAtOnce implements Jobs {

    private final Map<JobId, KeptJob> kept = new ConcurrentHashMap<>();
    private final Supplier<List<JobHandler>> handlers;
    private final CurrentCaller caller;
    private final CallerEntry entry;
    private volatile int dieAfter = Integer.MAX_VALUE;

    /** Enters a workspace for a piece of work. */
    interface CallerEntry {
        <T> T call(Caller caller, Callable<T> work) throws Exception;
    }

    JobsAtOnce(Supplier<List<JobHandler>> handlers, CurrentCaller caller, CallerEntry entry) {
        this.handlers = handlers;
        this.caller = caller;
        this.entry = entry;
    }

    /** The next job dies once it has moved its checkpoint so often; see {@link #resumeAll()}. */
    public void dieAfterCheckpoints(int checkpoints) {
        dieAfter = checkpoints;
    }

    /** Goes on with every job that died, from its checkpoint. */
    public void resumeAll() {
        dieAfter = Integer.MAX_VALUE;
        kept.values().stream()
                .filter(job -> job.status().state() == JobState.RUNNING)
                .forEach(this::run);
    }

    @Override
    public JobId enqueue(String type, Map<String, String> parameters) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A job is asked for inside a transaction.");
        }
        KeptJob job =
                new KeptJob(
                        new JobId(TimeOrderedUuid.next()),
                        type,
                        Map.copyOf(parameters),
                        caller.require());
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        if (status == STATUS_COMMITTED) {
                            kept.put(job.id(), job);
                            run(job);
                        }
                    }
                });
        return job.id();
    }

    private void run(KeptJob job) {
        Thread worker = Thread.ofVirtual().unstarted(() -> job.work(this::perform));
        worker.start();
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String perform(KeptJob job) throws Exception {
        JobHandler handler =
                handlers.get().stream()
                        .filter(candidate -> candidate.type().equals(job.type()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "No handler of the type " + job.type()));
        return entry.call(job.asker(), () -> handler.run(job.begin(dieAfter)));
    }

    @Override
    public Optional<JobStatus> find(JobId id) {
        return Optional.ofNullable(kept.get(id)).filter(this::isOfCaller).map(KeptJob::status);
    }

    @Override
    public List<JobStatus> latest(int limit) {
        List<KeptJob> newestFirst =
                new ArrayList<>(kept.values().stream().filter(this::isOfCaller).toList());
        newestFirst.sort((one, other) -> other.id().value().compareTo(one.id().value()));
        return newestFirst.stream().limit(limit).map(KeptJob::status).toList();
    }

    private boolean isOfCaller(KeptJob job) {
        return job.asker().workspace().equals(caller.require().workspace());
    }

    @Override
    public void cancel(JobId id) {
        @Nullable KeptJob job = kept.get(id);
        if (job != null && isOfCaller(job)) {
            job.cancel();
        }
    }
}
