package studio.backline.ui.voice;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.RunningPlugin;

/**
 * Hears what plugins have to say on the host's own pages: each on a thread of its own, and none for
 * longer than the page can wait. While a plugin goes on after its time it is not asked again, so
 * that it holds up one page and no more.
 */
public final class PluginVoices {

    private static final Logger log = LoggerFactory.getLogger(PluginVoices.class);

    private final Duration limit;
    private final UnaryOperator<Runnable> asReader;
    private final Map<PluginId, Thread> overdue = new ConcurrentHashMap<>();

    /**
     * @param limit how long a page waits
     * @param asReader has work done on another thread as for whoever reads on this one
     */
    public PluginVoices(Duration limit, UnaryOperator<Runnable> asReader) {
        this.limit = limit;
        this.asReader = asReader;
    }

    /** What has been asked; the answer is awaited from the moment of the question on. */
    public interface Question<T> {

        /** The answer; empty where none came in time, or the plugin failed. The log says which. */
        Optional<T> answer();
    }

    /** Asks a plugin; whatever it throws is its failure. */
    public <T> Question<T> ask(RunningPlugin plugin, Supplier<T> words) {
        Thread before = overdue.get(plugin.id());
        if (before != null && before.isAlive()) {
            return Optional::empty;
        }
        CompletableFuture<Optional<T>> heard = new CompletableFuture<>();
        Runnable speaking = asReader.apply(() -> heard.complete(Optional.of(words.get())));
        // Of the operating system: one that only computes would keep what is virtual from running.
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("plugin " + plugin.id() + " speaks")
                        .inheritInheritableThreadLocals(false)
                        .unstarted(() -> speak(plugin, speaking, heard));
        thread.start();
        long end = System.nanoTime() + limit.toNanos();
        return () -> await(plugin.id(), thread, heard, end);
    }

    private <T> Optional<T> await(
            PluginId plugin, Thread thread, CompletableFuture<Optional<T>> heard, long end) {
        try {
            return heard.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            log.warn(
                    "Plugin {} has said nothing in {} s where it was asked for its words. It is not"
                            + " asked again before it comes to an end.",
                    plugin,
                    limit.toSeconds());
            overdue.put(plugin, thread);
            thread.interrupt();
            if (!thread.isAlive()) {
                overdue.remove(plugin, thread);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A failure is told as no answer.", e);
        }
    }

    private <T> void speak(
            RunningPlugin plugin, Runnable speaking, CompletableFuture<Optional<T>> heard) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(plugin.classLoader());
            speaking.run();
        } catch (Throwable fault) {
            log.warn("Plugin {} fails where it is asked for its words.", plugin.id(), fault);
        } finally {
            thread.setContextClassLoader(before);
            heard.complete(Optional.empty());
            overdue.remove(plugin.id(), thread);
        }
    }
}
