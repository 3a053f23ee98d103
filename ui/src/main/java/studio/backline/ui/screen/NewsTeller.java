package studio.backline.ui.screen;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the open windows of what became of a job or a session: at once, but at most once a second
 * for all of them, by the push that is there anyway. No window asks.
 */
final class NewsTeller implements SmartLifecycle {

    private static final long PAUSE_SECONDS = 1;

    private final Runnable telling;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;

    /**
     * @param watch where the news come from: runs what it is given with each of them
     * @param telling tells the windows
     */
    NewsTeller(Consumer<Runnable> watch, Runnable telling) {
        this.telling = telling;
        watch.accept(news::release);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("news-teller").start(this::tell);
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
                telling.run();
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
