package studio.backline.platform.pluginhost.unload;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;

/**
 * Watches whether the loaders of stopped plugins leave the memory. That a loader is there says
 * nothing as long as no collector has run; so the collector is asked, on a thread of its own, a few
 * times at growing intervals, before a restart is advised, and afterwards, to take the advice back.
 */
public final class UnloadedLoaders implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UnloadedLoaders.class);

    /** After a plugin has stopped; what is held softly goes between the first and the last. */
    private static final List<Duration> CHECKS =
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(20));

    private static final Comparator<PluginId> BY_ID = Comparator.comparing(PluginId::value);

    /** From this check on a loader counts as held although nobody was found to hold it. */
    private static final int LONG_ENOUGH = 2;

    private static final int ATTEMPTS = 8;
    private static final long PAUSE_NANOS = 40_000_000L;

    /** A loader of a plugin that has stopped. */
    private static final class Former {

        private final PluginId plugin;
        private final WeakReference<ClassLoader> loader;
        private volatile boolean held;
        private volatile boolean told;

        Former(PluginId plugin, WeakReference<ClassLoader> loader) {
            this.plugin = plugin;
            this.loader = loader;
        }

        boolean isGone() {
            return loader.refersTo(null);
        }
    }

    private final Map<PluginId, List<Former>> watched = new ConcurrentHashMap<>();
    private final List<Duration> checks;
    private final ScheduledThreadPoolExecutor own;

    public UnloadedLoaders() {
        this(CHECKS);
    }

    UnloadedLoaders(List<Duration> checks) {
        this.checks = checks;
        this.own = new ScheduledThreadPoolExecutor(1, UnloadedLoaders::thread);
        own.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Watches a loader from now on. */
    public void watch(PluginId plugin, WeakReference<ClassLoader> loader) {
        Former former = new Former(plugin, loader);
        watched.computeIfAbsent(plugin, id -> new CopyOnWriteArrayList<>()).add(former);
        schedule(former, 0);
    }

    /** Whether a former loader of this plugin stayed in memory though the collector was asked. */
    public boolean isHeld(PluginId plugin) {
        return present(plugin).stream().anyMatch(former -> former.held);
    }

    /** The plugins of which a former loader is held. */
    public List<PluginId> held() {
        return watched.keySet().stream().filter(this::isHeld).sorted(BY_ID).toList();
    }

    /**
     * Asks the collector a few times, at once; when a loader is still there, the log says soon who
     * holds it.
     *
     * @return whether it is held
     */
    public boolean collect(PluginId plugin) {
        askFor(plugin);
        List<Former> still = present(plugin);
        still.forEach(
                former -> {
                    former.held = true;
                    own.execute(() -> tell(former, holder(former)));
                });
        return !still.isEmpty();
    }

    private List<Former> present(PluginId plugin) {
        List<Former> former = watched.get(plugin);
        if (former == null) {
            return List.of();
        }
        former.removeIf(Former::isGone);
        return List.copyOf(former);
    }

    private void askFor(PluginId plugin) {
        for (int attempt = 0; attempt < ATTEMPTS && !present(plugin).isEmpty(); attempt++) {
            System.gc();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void schedule(Former former, int number) {
        if (number < checks.size()) {
            long wait = checks.get(number).toMillis();
            own.schedule(() -> check(former, number), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void check(Former former, int number) {
        if (!former.isGone()) {
            askFor(former.plugin);
        }
        if (former.isGone()) {
            if (former.told) {
                log.info("The class loader of plugin {} has left the memory.", former.plugin);
            }
            return;
        }
        if (!former.told) {
            Optional<String> holder = holder(former);
            if (holder.isPresent() || number >= LONG_ENOUGH) {
                former.held = true;
                tell(former, holder);
            }
        }
        schedule(former, number + 1);
    }

    private static Optional<String> holder(Former former) {
        ClassLoader loader = former.loader.get();
        return loader == null || former.told ? Optional.empty() : LoaderHolders.find(loader);
    }

    private static void tell(Former former, Optional<String> holder) {
        if (former.told || former.isGone()) {
            return;
        }
        former.told = true;
        log.warn(
                "The class loader of plugin {} is still in memory; a restart is advised. Held by:"
                        + " {}",
                former.plugin,
                holder.orElse(
                        "no thread, MBean, shutdown hook, driver or static field that can be"
                                + " seen. A heap dump shows the path to it."));
    }

    private static Thread thread(Runnable work) {
        Thread thread =
                Thread.ofPlatform()
                        .name("loader-watch")
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(work);
        // Not that of whoever stops a plugin: it could be the plugin's.
        thread.setContextClassLoader(UnloadedLoaders.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        own.shutdownNow();
    }
}
