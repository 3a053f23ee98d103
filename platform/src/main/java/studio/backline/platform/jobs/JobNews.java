package studio.backline.platform.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.Bell;

/**
 * Tells those who watch, on each node, that a job began, went on or ended, and those who run jobs
 * that one was asked to stop.
 */
@Component
class JobNews {

    private static final String TOPIC = "job-news";
    private static final String STOPS = "job-stops";

    /** Other nodes hear of all jobs of so long a time at once: a ring is a transaction. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private final List<Runnable> watching = new CopyOnWriteArrayList<>();
    private final AtomicBoolean untold = new AtomicBoolean();
    private final Bell bell;

    JobNews(Bell bell) {
        this.bell = bell;
        bell.hear(TOPIC, () -> watching.forEach(Runnable::run));
    }

    void watch(Runnable told) {
        watching.add(told);
    }

    /** From now on runs this when some job is asked to stop, on any thread; it returns at once. */
    void hearStops(Runnable heard) {
        bell.hear(STOPS, heard);
    }

    /** On all nodes, after the commit: nobody knows here which of them runs it. */
    void tellStop() {
        bell.ring(STOPS);
    }

    void tell() {
        watching.forEach(Runnable::run);
        if (untold.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(TOGETHER.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::tellOthers);
        }
    }

    private void tellOthers() {
        untold.set(false);
        bell.ring(TOPIC);
    }
}
