package studio.backline.platform.resealing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks when a key has been rotated, after the start, again until nothing is found any more, and
 * once a day: a backup that was restored may hold what former keys have sealed.
 */
final class ResealLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ResealLoop.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration DAILY = Duration.ofDays(1);

    private final Resealing resealing;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;

    ResealLoop(Resealing resealing) {
        this.resealing = resealing;
    }

    /** Looks soon. */
    void wake() {
        woken.release();
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name("resealing").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            Duration rest = AGAIN;
            while (isRunning()) {
                if (woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
                rest = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration look() throws InterruptedException {
        try {
            long found = resealing.look();
            if (found > 0) {
                LOG.info(
                        "{} values were found under former keys and sealed anew, as far as they"
                                + " could be opened.",
                        found);
            }
            return found > 0 || resealing.isUnsettled() ? AGAIN : DAILY;
        } catch (RuntimeException e) {
            if (isRunning()) {
                LOG.warn("What former keys have sealed could not be sealed anew; trying again.", e);
            }
            return AGAIN;
        }
    }
}
