package studio.backline.platform.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Claims pieces of work and does them, a few at a time, each on a virtual thread. Looks when it is
 * woken, when a piece is done, and when what waits is due by the database's clock. A look that
 * fails is taken again, whatever failed.
 */
public final class WorkLoop {

    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Once in so long it looks although nobody rang: a bell can fail, a row cannot. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final Duration SHORTEST_REST = Duration.ofMillis(100);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);

    private final String name;
    private final WorkSource source;
    private final Semaphore signal = new Semaphore(0);
    private final Semaphore places;
    private volatile @Nullable Thread dispatcher;

    /**
     * @param name for threads and the log
     * @param atOnce how many pieces are done at the same time
     */
    public WorkLoop(String name, int atOnce, WorkSource source) {
        this.name = name;
        this.source = source;
        this.places = new Semaphore(atOnce);
    }

    /** Begins. */
    public void start() {
        Thread starting = Thread.ofVirtual().name(name).unstarted(this::dispatch);
        // Known before it runs, since it goes on only as long as it is.
        dispatcher = starting;
        starting.start();
    }

    /** Claims nothing more, and waits for a look that is under way. What is being done goes on. */
    public void stop() {
        Thread stopping = dispatcher;
        dispatcher = null;
        if (stopping == null) {
            return;
        }
        // Woken, not interrupted: an interrupt in the middle of a look would close its connection.
        wake();
        places.release();
        try {
            if (!stopping.join(PATIENCE)) {
                stopping.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has begun and not been stopped. */
    public boolean isRunning() {
        return dispatcher != null;
    }

    /** Looks for work now. */
    public void wake() {
        signal.release();
    }

    private void dispatch() {
        while (isRunning()) {
            try {
                places.acquire();
                int free = 1 + places.drainPermits();
                if (!isRunning()) {
                    return;
                }
                if (begin(free) == 0) {
                    rest();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                if (isRunning()) {
                    log.warn(
                            "The database does not answer the look for {}; trying again.", name, e);
                    pause();
                }
            } catch (RuntimeException e) {
                log.error("The look for {} failed; trying again.", name, e);
                pause();
            }
        }
    }

    private int begin(int free) {
        int begun = 0;
        try {
            List<Runnable> pieces = source.claim(free);
            begun = pieces.size();
            pieces.forEach(each -> Thread.ofVirtual().name(name + "-work").start(() -> run(each)));
            return begun;
        } finally {
            places.release(free - begun);
        }
    }

    private void run(Runnable piece) {
        try {
            piece.run();
        } finally {
            places.release();
            wake();
        }
    }

    private void rest() throws InterruptedException {
        Duration rest = source.untilNext().orElse(LONGEST_REST);
        long millis =
                Math.clamp(rest.toMillis(), SHORTEST_REST.toMillis(), LONGEST_REST.toMillis());
        if (signal.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
