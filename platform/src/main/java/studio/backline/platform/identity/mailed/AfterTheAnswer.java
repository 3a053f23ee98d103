package studio.backline.platform.identity.mailed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.audit.Origin;

/**
 * Does what a stranger must not learn anything from by the time that it takes: on one thread of its
 * own, one after the other. What a stop of the server cuts off is asked for again.
 */
final class AfterTheAnswer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AfterTheAnswer.class);
    private static final int WAITING = 200;
    private static final Duration END = Duration.ofSeconds(5);

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("after-the-answer").factory());

    /**
     * Does it soon.
     *
     * @throws java.util.concurrent.RejectedExecutionException where too much waits already
     */
    void run(Runnable work) {
        Optional<Origin> origin = Origin.current();
        thread.execute(
                () -> origin.ifPresentOrElse(it -> it.run(() -> watch(work)), () -> watch(work)));
    }

    private static void watch(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("A letter that somebody asked for could not be planned", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
