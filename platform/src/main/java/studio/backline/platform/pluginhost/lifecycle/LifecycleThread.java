package studio.backline.platform.pluginhost.lifecycle;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** The one thread on which plugins change. Who asks, waits. */
final class LifecycleThread {

    private static final Logger log = LoggerFactory.getLogger(LifecycleThread.class);
    private static final String NAME = "backline-plugins";

    /** What takes longer is told to those who wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Duration patience;
    private volatile @Nullable Turn<?> now;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread made =
                                Thread.ofPlatform()
                                        .name(NAME)
                                        .daemon()
                                        .inheritInheritableThreadLocals(false)
                                        .unstarted(work);
                        // Not the loader of whoever asked first: that may be a plugin's.
                        made.setContextClassLoader(LifecycleThread.class.getClassLoader());
                        return made;
                    });

    LifecycleThread() {
        this(PATIENCE);
    }

    LifecycleThread(Duration patience) {
        this.patience = patience;
    }

    /** Does it, after all that others have asked for. */
    <T> T call(Supplier<String> doing, Callable<T> work) {
        return call(doing, work, FOR_EVER);
    }

    /**
     * The same for somebody who looks on.
     *
     * @param doing what it is, told to others who wait for it
     * @throws studio.backline.platform.pluginhost.PluginRefusedException also when what is under
     *     way takes so long that whoever asks should know
     */
    <T> T ask(Supplier<String> doing, Callable<T> work) {
        return call(doing, work, patience);
    }

    private <T> T call(Supplier<String> doing, Callable<T> work, Duration patience) {
        Turn<T> turn = new Turn<>(doing, work);
        Future<T> answer = submit(turn);
        try {
            while (!turn.begun.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                Turn<?> before = now;
                if (before != null && before.hasTakenLongerThan(patience) && turn.giveUp()) {
                    throw Refusals.of("busy", before.doing.get(), before.seconds());
                }
            }
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting; the change itself goes on.", interrupted);
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    private <T> Future<T> submit(Turn<T> turn) {
        try {
            return thread.submit(turn);
        } catch (RejectedExecutionException closed) {
            throw Refusals.because(closed, "shutting-down");
        }
    }

    /** Something to be done, unless whoever asked for it has given up before its turn. */
    private final class Turn<T> implements Callable<T> {

        private final Supplier<String> doing;
        private final Callable<T> work;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile long since = System.nanoTime();

        Turn(Supplier<String> doing, Callable<T> work) {
            this.doing = doing;
            this.work = work;
        }

        @Override
        public T call() throws Exception {
            if (!taken.compareAndSet(false, true)) {
                throw new CancellationException();
            }
            since = System.nanoTime();
            now = this;
            begun.countDown();
            try {
                return work.call();
            } finally {
                now = null;
            }
        }

        boolean giveUp() {
            return taken.compareAndSet(false, true);
        }

        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        }

        boolean hasTakenLongerThan(Duration time) {
            return System.nanoTime() - since >= time.toNanos();
        }
    }

    /** Nobody waits for this one; whoever asks for a change meanwhile comes after it. */
    void later(Supplier<String> doing, Runnable work) {
        Callable<Boolean> quietly =
                () -> {
                    try {
                        work.run();
                    } catch (Throwable failed) {
                        log.warn("What could wait has failed, and is left undone.", failed);
                    }
                    return true;
                };
        try {
            thread.execute(new FutureTask<>(new Turn<>(doing, quietly)));
        } catch (RejectedExecutionException closed) {
            log.debug("The server stops; what could wait is left undone.", closed);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case DatabaseFailureException failure -> Refusals.told(failure);
            case RuntimeException failure -> failure;
            case null -> new IllegalStateException("Failed without a cause.");
            default -> new IllegalStateException(cause);
        };
    }

    /** Does this last and ends, or leaves behind what does not end in this time. */
    void close(Runnable last, Duration room) {
        thread.execute(last);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(room.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A change of plugins does not end; the server stops without it.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
