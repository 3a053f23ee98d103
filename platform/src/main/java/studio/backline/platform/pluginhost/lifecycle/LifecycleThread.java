package studio.backline.platform.pluginhost.lifecycle;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** The one thread on which plugins change. Who asks, waits. */
final class LifecycleThread implements AutoCloseable {

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

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException failure -> failure;
            case null -> new IllegalStateException("Failed without a cause.");
            default -> new IllegalStateException(cause);
        };
    }

    @Override
    public void close() {
        thread.close();
    }
}
