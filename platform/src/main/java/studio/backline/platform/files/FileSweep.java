package studio.backline.platform.files;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes, before anybody works, the files that this node had stored and that no plugin had kept
 * when it stopped: nobody knows of them, so nobody would erase them. Later, now and then, what lost
 * its last file by a row that went.
 */
@Component
class FileSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FileSweep.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final FileErasure erasure;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    FileSweep(FileErasure erasure) {
        this.erasure = erasure;
    }

    @Override
    public void start() {
        erasure.sweepUnnamed();
        CountDownLatch latch = new CountDownLatch(1);
        stopped = latch;
        Thread.ofVirtual().name("file-sweep").start(() -> sweep(latch));
    }

    private void sweep(CountDownLatch latch) {
        try {
            while (!latch.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                sweepOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOnce() {
        try {
            erasure.sweep();
        } catch (RuntimeException e) {
            log.warn("What no file needs cannot be looked for now; trying again.", e);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** Before jobs and whatever else uses files. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
