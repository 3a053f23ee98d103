package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings PostgreSQL back whenever it ends without being asked, and waits for it while it lives.
 * Gives up at {@link #end()} alone: without a database the server is of no use.
 */
final class PostgresWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);

    /** A pause after a start that failed is twice the one before, up to so many beats. */
    private static final int LONGEST = 60;

    private final Postmaster postmaster;
    private final Start start;
    private final Duration beat;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Starts it, if nobody has asked it to end meanwhile. */
    interface Start {

        /** Whether it answers; it may live and still go through what it finds. */
        boolean answers() throws IOException;
    }

    PostgresWatch(Postmaster postmaster, Start start, Duration beat) {
        this.postmaster = postmaster;
        this.start = start;
        this.beat = beat;
    }

    /** From now on it is brought back. */
    void begin() {
        Thread.ofPlatform().daemon().name("postgres-watch").start(this::run);
    }

    /** From now on it is let go. */
    void end() {
        over.countDown();
    }

    boolean isOn() {
        return over.getCount() > 0;
    }

    /**
     * Waits while it lives and does not answer yet.
     *
     * @return whether it answers; not where it has ended, or is let go
     */
    boolean awaitAnswer() throws IOException {
        try {
            Optional<ProcessHandle> process = postmaster.running();
            return process.isPresent() && awaitAnswer(process.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean awaitAnswer(ProcessHandle process) throws IOException, InterruptedException {
        for (int beats = 1; process.isAlive(); beats++) {
            if (postmaster.isReady()) {
                return true;
            }
            if (beats % LONGEST == 1) {
                LOG.warn(
                        "PostgreSQL (process {}) lives and lets nobody in yet: it goes through what"
                                + " was written last before its end. It is waited for.",
                        process.pid());
            }
            if (pause(1)) {
                return false;
            }
        }
        return false;
    }

    private void run() {
        try {
            for (int failures = 0; isOn(); ) {
                failures = look(failures);
                if (failures > 0) {
                    pause(Math.min(LONGEST, 1L << Math.min(failures - 1, LONGEST)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong in one look, there is another one. */
    private int look(int failures) throws InterruptedException {
        try {
            Optional<ProcessHandle> process = postmaster.running();
            if (process.isPresent()) {
                return await(process.get(), failures);
            }
            if (start.answers()) {
                return failures;
            }
            return postmaster.running().isEmpty() ? failures + 1 : failures;
        } catch (IOException | RuntimeException e) {
            LOG.error("PostgreSQL does not start again yet. It is tried again.", e);
            return failures + 1;
        }
    }

    private int await(ProcessHandle process, int failures)
            throws IOException, InterruptedException {
        if (!awaitAnswer(process)) {
            return failures + 1;
        }
        process.onExit().join();
        if (isOn()) {
            LOG.error("PostgreSQL has ended without being asked, and is started again.");
        }
        return 0;
    }

    /** Returns whether all is over. */
    private boolean pause(long beats) throws InterruptedException {
        return over.await(beats * beat.toMillis(), TimeUnit.MILLISECONDS);
    }
}
