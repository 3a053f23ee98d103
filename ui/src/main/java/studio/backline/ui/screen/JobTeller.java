package studio.backline.ui.screen;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import studio.backline.platform.jobs.JobRuntime;

/**
 * Tells the open windows that a job began, went on or ended: at most once a second for all of them,
 * by the push that is there anyway. No window asks.
 */
final class JobTeller implements SmartLifecycle {

    private static final long PAUSE_SECONDS = 1;

    private final OpenWindows windows;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;

    JobTeller(JobRuntime jobs, OpenWindows windows) {
        this.windows = windows;
        jobs.watch(news::release);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("job-teller").start(this::tell);
    }

    @Override
    public void stop() {
        running = false;
        news.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void tell() {
        try {
            while (running) {
                news.acquire();
                news.drainPermits();
                windows.tellEach(Windows::refreshJob);
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
