package studio.backline.platform.pluginhost.running;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * Runs code of plugins on threads of its own, and waits for none longer than it may take. Whatever
 * such code throws comes out as a refusal in plain text. A thread that does not end is left behind.
 */
public final class ForeignCode {

    /** The code of the refusal that says that a plugin took too long. */
    static final String HANGS = "hangs";

    private static final Logger log = LoggerFactory.getLogger(ForeignCode.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration limit;
    private final Duration shutdown;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();

    /** Weakly: a thread that has ended keeps its task, and with it the plugin's class loader. */
    private final Map<PluginId, WeakReference<Thread>> stuck = new ConcurrentHashMap<>();

    private volatile long end = Long.MAX_VALUE;

    /**
     * @param limit how long a plugin may take to start, or to stop
     * @param shutdown how long all of them may take when the server stops
     */
    public ForeignCode(Duration limit, Duration shutdown) {
        this.limit = limit;
        this.shutdown = shutdown;
    }

    /**
     * Runs part of a plugin's start.
     *
     * @param late undoes what it made, on its own thread, when it comes to an end after all
     * @throws PluginRefusedException when it throws or takes too long
     */
    public <T> T start(PluginId id, Callable<T> work, Consumer<T> late) {
        if (isClosing()) {
            throw Refusals.of("shutting-down");
        }
        return within(id, limit, HANGS, work, late);
    }

    /**
     * The same for what puts a plugin's name on the host's lists: as long as a thread hangs in it,
     * the plugin does not start again, since it could undo what another start has done.
     */
    public void mount(PluginId id, Runnable work, Runnable late) {
        start(
                id,
                () -> {
                    stuck.put(id, new WeakReference<>(Thread.currentThread()));
                    work.run();
                    return true;
                },
                done -> late.run());
        stuck.remove(id);
    }

    /** Whether a thread of an earlier start still hangs where it could do harm to another one. */
    public boolean isStuck(PluginId id) {
        return stuck.computeIfPresent(id, (plugin, each) -> isAlive(each.get()) ? each : null)
                != null;
    }

    private static boolean isAlive(@Nullable Thread thread) {
        return thread != null && thread.isAlive();
    }

    /** Runs part of a plugin's stop; what fails or takes too long is told to the log. */
    public void stop(PluginId id, Runnable work) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        Duration room = isClosing() ? Duration.ofMillis(Math.max(0, left)) : limit;
        try {
            within(
                    id,
                    room,
                    "hangs-at-stop",
                    () -> {
                        work.run();
                        return true;
                    },
                    done -> {});
        } catch (PluginRefusedException refused) {
            log.warn("Plugin {} does not stop cleanly.", id, refused);
        }
    }

    /**
     * The server stops: nothing starts any more, and all that stops has the time of the graceful
     * shutdown together.
     */
    public Duration hurry() {
        end = System.nanoTime() + shutdown.toNanos();
        awaited.forEach(each -> each.completeExceptionally(Refusals.of("shutting-down")));
        return shutdown;
    }

    /** Whether the server stops. */
    public boolean isClosing() {
        return end != Long.MAX_VALUE;
    }

    private <T> T within(
            PluginId id, Duration room, String code, Callable<T> work, Consumer<T> late) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread =
                Thread.ofPlatform()
                        .name("plugin " + id)
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(() -> run(id, work, late, result));
        thread.setContextClassLoader(ForeignCode.class.getClassLoader());
        awaited.add(result);
        thread.start();
        try {
            return await(thread, room, result);
        } catch (TimeoutException overdue) {
            throw Refusals.of(code, id, room.toSeconds());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusals.because(interrupted, "shutting-down");
        } catch (ExecutionException failed) {
            throw FailedStart.refusal(id, failed);
        } finally {
            awaited.remove(result);
        }
    }

    private static <T> T await(Thread thread, Duration room, CompletableFuture<T> result)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return result.get(room.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException overdue) {
            if (!result.cancel(false)) {
                return result.get();
            }
            throw overdue;
        } finally {
            if (result.isCompletedExceptionally()) {
                // Who sleeps or waits goes by this; its end is waited for, to clear up after it.
                thread.interrupt();
                thread.join(GRACE);
            }
        }
    }

    private static <T> void run(
            PluginId id, Callable<T> work, Consumer<T> late, CompletableFuture<T> result) {
        try {
            T done = work.call();
            if (!result.complete(done)) {
                late.accept(done);
            }
        } catch (Throwable thrown) {
            fail(id, thrown, result);
        }
    }

    private static void fail(PluginId id, Throwable thrown, CompletableFuture<?> result) {
        PluginRefusedException refused = FailedStart.refusal(id, thrown);
        if (!result.completeExceptionally(refused)) {
            log.warn("Plugin {} ended long after its time, and failed.", id, refused);
        }
    }
}
