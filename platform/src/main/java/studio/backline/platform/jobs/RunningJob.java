package studio.backline.platform.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobLostException;
import studio.backline.contract.jobs.JobRun;
import studio.backline.platform.database.PluginConnection;

/** One claimed job while its handler works. */
final class RunningJob implements JobRun {

    private static final long PROGRESS_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final ClaimedJob claimed;
    private final PluginConnection plugin;
    private final JobTable table;
    private final JobNews news;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopAsked;
    private volatile boolean cancelAsked;
    private volatile boolean lost;
    private volatile boolean behind;
    private volatile long done;
    private volatile long total;
    private @Nullable String moved;
    private long progressAt;

    RunningJob(ClaimedJob claimed, PluginConnection plugin, JobTable table, JobNews news) {
        this.claimed = claimed;
        this.plugin = plugin;
        this.table = table;
        this.news = news;
        this.cancelAsked = claimed.cancelRequested();
        this.progressAt = System.nanoTime() - PROGRESS_EVERY_NANOS;
    }

    ClaimedJob claimed() {
        return claimed;
    }

    JobGlimpse glimpse() {
        return new JobGlimpse(plugin.id(), claimed.type(), claimed.parameters(), done, total);
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
        plugin.requireTransaction();
        write(checkpoint);
        if (moved == null) {
            TransactionSynchronizationManager.registerSynchronization(new Renewal());
        }
        moved = checkpoint;
    }

    private void write(String checkpoint) {
        boolean held =
                plugin.jdbc()
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
        return stopAsked || cancelAsked || lost;
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

    void askToCancel() {
        cancelAsked = true;
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
        thread.interrupt();
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
