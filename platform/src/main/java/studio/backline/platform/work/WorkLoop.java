package studio.backline.platform.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import studio.backline.platform.audit.Origin;

/**
 * Claims pieces of work and has them done, a few at a time. Looks when it is woken, when a piece is
 * done, and when what waits is due by the database's clock. A look that fails is taken again,
 * whatever failed.
 *
 * <p>Each piece has a thread of the operating system, so that code that only computes keeps no
 * other from running, and beside it a virtual one that looks after it: renews what it holds,
 * interrupts it when it shows no sign of life, and gives its place to others when that does not
 * help.
 */
public final class WorkLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);

    /** Once in so long it looks although nobody rang: a bell can fail, a row cannot. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final Duration SHORTEST_REST = Duration.ofMillis(100);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    private final String name;
    private final WorkSource source;
    private final HeldThreads held;
    private final Pace pace;
    private final Semaphore signal = new Semaphore(0);
    private final Semaphore pruning = new Semaphore(0);
    private final Semaphore places;
    private volatile @Nullable Thread dispatcher;

    WorkLoop(String name, int places, WorkSource source, HeldThreads held, Pace pace) {
        this.name = name;
        this.source = source;
        this.held = held;
        this.pace = pace;
        this.places = new Semaphore(places);
    }

    @Override
    public void start() {
        source.recover();
        Thread starting = Thread.ofVirtual().name(name).unstarted(this::dispatch);
        // Known before it runs, since it goes on only as long as it is.
        dispatcher = starting;
        starting.start();
        Thread.ofVirtual().name(name + "-prune").start(this::prune);
    }

    /** Claims nothing more, and has what is being done come to an end. */
    @Override
    public void stop() {
        Thread stopping = dispatcher;
        dispatcher = null;
        if (stopping == null) {
            return;
        }
        pruning.release();
        // Woken, not interrupted: an interrupt in the middle of a look would close its connection.
        wake();
        places.release();
        try {
            if (!stopping.join(Pace.STOP)) {
                stopping.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.withdraw();
    }

    /** Beside other loops, so that all of them together take no longer than one. */
    @Override
    public void stop(Runnable stopped) {
        Thread.ofVirtual()
                .name(name + "-stop")
                .start(
                        () -> {
                            try {
                                stop();
                            } finally {
                                stopped.run();
                            }
                        });
    }

    @Override
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
            List<WorkPiece> pieces = source.claim(free);
            begun = pieces.size();
            pieces.forEach(
                    each -> Thread.ofVirtual().name(name + "-watch").start(() -> attend(each)));
            return begun;
        } finally {
            places.release(free - begun);
        }
    }

    /** Has a piece done and keeps a place for it, until it ends or is given up. */
    private void attend(WorkPiece piece) {
        Thread worker =
                Thread.ofPlatform()
                        .name(name + "-work")
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(() -> Origin.ofHost().run(piece));
        boolean ended = true;
        try {
            worker.start();
            ended = watch(piece, worker);
        } finally {
            places.release();
            wake();
        }
        if (!ended) {
            hold(piece, worker);
        }
    }

    /** Until it ends, or has been interrupted in vain. */
    private boolean watch(WorkPiece piece, Thread worker) {
        boolean interrupted = false;
        while (!ends(worker)) {
            quietly(piece::renew);
            boolean overdue = piece.isOverdue();
            if (overdue && interrupted) {
                return false;
            }
            if (overdue) {
                log.warn(
                        "{} shows no sign of life in {} and is interrupted.", piece.plugin(), name);
                worker.interrupt();
            }
            interrupted = overdue;
        }
        return true;
    }

    /** It has no place any more, and its plugin is named for it until its thread ends. */
    private void hold(WorkPiece piece, Thread worker) {
        log.error(
                "{} goes on in {} in spite of being interrupted, and holds a thread until the"
                        + " server starts again. Its work was given up.",
                piece.plugin(),
                name);
        var entry = new HeldThreads.Entry(worker, new HeldThread(piece.plugin(), Instant.now()));
        held.add(entry);
        boolean noted = false;
        do {
            noted = noted || quietly(piece::giveUp);
        } while (!ends(worker));
        held.remove(entry);
        wake();
    }

    private boolean ends(Thread worker) {
        try {
            return worker.join(pace.beat());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts who looks after work.", e);
        }
    }

    private void quietly(Runnable act) {
        quietly(
                () -> {
                    act.run();
                    return true;
                });
    }

    private boolean quietly(BooleanSupplier act) {
        try {
            return act.getAsBoolean();
        } catch (RuntimeException e) {
            log.warn("What is being done in {} cannot be looked after now; trying again.", name, e);
            return false;
        }
    }

    /** Beside the looks, in steps that nobody waits for. */
    private void prune() {
        while (isRunning()) {
            try {
                Optional<Instant> reached = Optional.of(Instant.EPOCH);
                while (reached.isPresent() && isRunning()) {
                    reached = source.prune(reached.get());
                }
                if (pruning.tryAcquire(PRUNE_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (isRunning()) {
                    log.warn("What is old in {} cannot be taken out; trying again.", name, e);
                    pause();
                }
            }
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
