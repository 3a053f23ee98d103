package studio.backline.platform.jobs;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import studio.backline.platform.work.NodeName;

/**
 * Claims jobs and gives them to {@link JobExecution}, a few at a time. Woken when a job is asked
 * for on this node; looks by itself every few seconds for what other nodes left.
 */
@Component
class JobWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final int AT_ONCE = 2;
    private static final long LOOK_EVERY_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long HEARTBEAT_EVERY_SECONDS = 10;

    private final JobTable table;
    private final HandlerDesk handlers;
    private final JobExecution execution;
    private final NodeName node;
    private final Semaphore signal = new Semaphore(0);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread dispatcher;

    JobWorker(JobTable table, HandlerDesk handlers, JobExecution execution, NodeName node) {
        this.table = table;
        this.handlers = handlers;
        this.execution = execution;
        this.node = node;
    }

    /** Looks for work now. */
    void wake() {
        signal.release();
    }

    @Override
    public void start() {
        long released = table.release(node.value());
        if (released > 0) {
            log.info("{}", goOn(released));
        }
        Thread starting = Thread.ofVirtual().name("jobs").unstarted(this::dispatch);
        // Known before it runs, since it goes on only as long as it is.
        dispatcher = starting;
        starting.start();
        Thread.ofVirtual().name("jobs-heartbeat").start(this::beat);
    }

    @Override
    public void stop() {
        Thread stopping = dispatcher;
        dispatcher = null;
        handlers.removeAll();
        if (stopping != null) {
            // Woken, not interrupted: an interrupt in the middle of a look would close its
            // connection.
            wake();
            join(stopping);
        }
    }

    private static void join(Thread stopping) {
        try {
            stopping.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return dispatcher != null;
    }

    private void dispatch() {
        while (isRunning()) {
            try {
                places.acquire();
                if (!isRunning()) {
                    places.release();
                    return;
                }
                Optional<ClaimedJob> claimed = table.claim(node.value(), handlers.roles());
                if (claimed.isPresent()) {
                    ClaimedJob job = claimed.get();
                    Thread.ofVirtual().name("job-" + job.id()).start(() -> run(job));
                    continue;
                }
                places.release();
                if (signal.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                    signal.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                places.release();
                log.warn("The database does not answer the look for jobs; trying again.", e);
                pause();
            }
        }
    }

    private void run(ClaimedJob job) {
        try {
            execution.run(job, running);
        } finally {
            places.release();
            wake();
        }
    }

    private void beat() {
        while (isRunning()) {
            for (RunningJob job : running) {
                try {
                    execution.heartbeat(job);
                } catch (DataAccessException | TransactionException e) {
                    log.warn("No heartbeat for job {}; trying again.", job.id(), e);
                }
            }
            try {
                TimeUnit.SECONDS.sleep(HEARTBEAT_EVERY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    static String goOn(long jobs) {
        return MessageFormat.format(
                "{0,choice,1#1 job was running when the server stopped; it goes on."
                        + "|1<{0} jobs were running when the server stopped; they go on.}",
                jobs);
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
