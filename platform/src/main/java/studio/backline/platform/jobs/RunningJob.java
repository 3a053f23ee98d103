package studio.backline.platform.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobLostException;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.plugin.PluginId;

/** One claimed job while its handler works. */
final class RunningJob implements JobRun {

    private static final long PROGRESS_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private static final Duration USUAL_SILENCE = Duration.ofMinutes(15);

    private final ClaimedJob claimed;
    private final HandlerDesk.Served served;
    private final JobTable table;
    private final JobNews news;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable JobParts parts;
    private volatile Duration longestSilence = USUAL_SILENCE;
    private volatile long aliveAt = System.nanoTime();
    private volatile boolean overdue;
    private volatile boolean givenUp;
    private volatile boolean stopAsked;
    private volatile boolean cancelAsked;
    private volatile boolean lost;
    private volatile boolean behind;
    private volatile long done;
    private volatile long total;
    private volatile @Nullable String moved;
    private long progressAt;

    RunningJob(ClaimedJob claimed, HandlerDesk.Served served, JobTable table, JobNews news) {
        this.claimed = claimed;
        this.served = served;
        this.table = table;
        this.news = news;
        this.cancelAsked = claimed.cancelRequested();
        this.progressAt = System.nanoTime() - PROGRESS_EVERY_NANOS;
    }

    ClaimedJob claimed() {
        return claimed;
    }

    HandlerDesk.Served served() {
        return served;
    }

    PluginId plugin() {
        return served.plugin().id();
    }

    /** On the thread that is going to do it. */
    void begin() {
        thread = Thread.currentThread();
        alive();
    }

    /** What else may work on it, until the handler returns. */
    void partsIn(JobParts those) {
        parts = those;
    }

    @Override
    public <T> Future<T> beside(Callable<T> part) {
        JobParts mine = parts;
        if (mine == null) {
            throw new IllegalStateException("Parts run while their job does.");
        }
        return mine.start(part);
    }

    /** On the handler's thread, when it returns. */
    void endParts() {
        JobParts mine = parts;
        parts = null;
        if (mine != null) {
            mine.end();
        }
    }

    void mayBeSilentFor(Duration longest) {
        longestSilence = longest;
    }

    private void alive() {
        aliveAt = System.nanoTime();
        overdue = false;
    }

    /** Whether neither progress nor a checkpoint was heard of for longer than it may. */
    boolean isOverdue() {
        overdue = System.nanoTime() - aliveAt > longestSilence.toNanos();
        return overdue;
    }

    /** Whether it was found overdue, and has given no sign of life since. */
    boolean stalled() {
        return overdue;
    }

    Duration longestSilence() {
        return longestSilence;
    }

    /** It goes on and nobody waits for it. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    JobGlimpse glimpse() {
        return new JobGlimpse(plugin(), claimed.type(), claimed.parameters(), done, total);
    }

    @Override
    public JobId id() {
        return claimed.id();
    }

    @Override
    public Map<String, String> parameters() {
        return claimed.parameters();
    }

    @Override
    public Optional<String> checkpoint() {
        return claimed.checkpoint();
    }

    @Override
    public void moveCheckpoint(String checkpoint) {
        served.plugin().requireTransaction();
        write(checkpoint);
        if (moved == null) {
            TransactionSynchronizationManager.registerSynchronization(new Renewal());
        }
        moved = checkpoint;
        alive();
    }

    private void write(String checkpoint) {
        boolean held =
                served.plugin()
                        .jdbc()
                        .sql("select backline_api.move_job_checkpoint(?, ?, ?)")
                        .params(claimed.id().value(), claimed.fence(), checkpoint)
                        .query(Boolean.class)
                        .single();
        if (!held) {
            lost = true;
            throw new JobLostException(claimed.id());
        }
    }

    @Override
    public void progress(long units, long all) {
        done = units;
        total = all;
        alive();
        long now = System.nanoTime();
        if (now - progressAt < PROGRESS_EVERY_NANOS && units != all) {
            return;
        }
        progressAt = now;
        note(table.progress(claimed, units, all));
        news.tell();
    }

    @Override
    public boolean cancelled() {
        return stopAsked || cancelAsked || lost || overdue;
    }

    /** What a heartbeat or a progress report brought back. */
    void note(JobTable.Pulse pulse) {
        behind = pulse != JobTable.Pulse.HELD;
        switch (pulse) {
            case HELD, BUSY -> {}
            case CANCEL_REQUESTED -> cancelAsked = true;
            case LOST -> lost = true;
        }
    }

    boolean cancelAsked() {
        return cancelAsked;
    }

    boolean stopAsked() {
        return stopAsked;
    }

    boolean lost() {
        return lost;
    }

    void askToStop() {
        stopAsked = true;
    }

    void interrupt() {
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
    }

    void end() {
        ended.countDown();
    }

    boolean awaitEnd(Duration patience) {
        try {
            return ended.await(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A transaction that held the row through a heartbeat leaves it with a new lease. */
    private final class Renewal implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            String latest = moved;
            if (behind && latest != null) {
                behind = false;
                write(latest);
            }
        }

        @Override
        public void afterCompletion(int status) {
            moved = null;
            if (behind) {
                note(table.heartbeat(claimed));
            }
        }
    }
}
