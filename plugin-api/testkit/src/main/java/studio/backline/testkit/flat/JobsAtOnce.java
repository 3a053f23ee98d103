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
 * checkpoints, as a killed server does, be put off or stopped there, or not begin, and go on with
 * it later.
 */
public final class JobsAtOnce implements Jobs {

    private final Map<JobId, KeptJob> kept = new ConcurrentHashMap<>();
    private final Supplier<List<JobHandler>> handlers;
    private final CurrentCaller caller;
    private final CallerEntry entry;
    private volatile JobFate fate = JobFate.NONE;

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
        fate = new JobFate(JobFate.Kind.DIES, checkpoints);
    }

    /** The next job is put off once it has moved its checkpoint so often, as its plugin is. */
    public void putOffAfterCheckpoints(int checkpoints) {
        fate = new JobFate(JobFate.Kind.IS_PUT_OFF, checkpoints);
    }

    /** Somebody stops the next job once it has moved its checkpoint so often. */
    public void cancelAfterCheckpoints(int checkpoints) {
        fate = new JobFate(JobFate.Kind.IS_CANCELLED, checkpoints);
    }

    /** The next jobs wait, as they do while all places are taken. */
    public void keepWaiting() {
        fate = new JobFate(JobFate.Kind.WAITS, 0);
    }

    /** Ends what waits without its handler, as where who asked is no member any more. */
    public void refuseWaiting(String reason) {
        fate = JobFate.NONE;
        waiting(JobState.PLANNED).forEach(job -> job.refuse(reason));
    }

    /** Goes on with every job that waits or died, from its checkpoint. */
    public void resumeAll() {
        fate = JobFate.NONE;
        waiting(JobState.PLANNED, JobState.RUNNING).forEach(this::run);
    }

    private List<KeptJob> waiting(JobState... states) {
        return kept.values().stream()
                .filter(job -> List.of(states).contains(job.status().state()))
                .toList();
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
                            if (fate.kind() != JobFate.Kind.WAITS) {
                                run(job);
                            }
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
        KeptJob.Besides besides =
                new KeptJob.Besides() {
                    @Override
                    public <T> Callable<T> forCaller(Callable<T> part) {
                        return () -> entry.call(job.asker(), part);
                    }
                };
        return entry.call(job.asker(), () -> handler.run(job.begin(fate, besides)));
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
