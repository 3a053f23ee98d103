package studio.backline.platform.pluginhost.lifecycle;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** The one thread on which plugins change. Who asks, waits. */
final class LifecycleThread {

    private static final Logger log = LoggerFactory.getLogger(LifecycleThread.class);
    private static final String NAME = "backline-plugins";

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

    <T> T call(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (RejectedExecutionException closed) {
            throw Refusals.because(closed, "shutting-down");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting; the change itself goes on.", interrupted);
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    /** Nobody waits for this one; whoever asks for a change meanwhile comes after it. */
    void later(Runnable work) {
        thread.execute(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable failed) {
                        log.warn("What could wait has failed, and is left undone.", failed);
                    }
                });
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
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
