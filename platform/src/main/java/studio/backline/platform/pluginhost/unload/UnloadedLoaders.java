package studio.backline.platform.pluginhost.unload;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;

/** Watches whether the loaders of stopped plugins leave the memory. */
public final class UnloadedLoaders {

    private static final Logger log = LoggerFactory.getLogger(UnloadedLoaders.class);
    private static final int ATTEMPTS = 8;
    private static final long PAUSE_NANOS = 40_000_000L;

    private final Map<PluginId, List<WeakReference<ClassLoader>>> watched =
            new ConcurrentHashMap<>();

    /** Watches a loader from now on. */
    public void watch(PluginId plugin, WeakReference<ClassLoader> loader) {
        watched.computeIfAbsent(plugin, id -> new CopyOnWriteArrayList<>()).add(loader);
    }

    /** Whether a former loader of this plugin is in memory, as far as the collector has seen. */
    public boolean isHeld(PluginId plugin) {
        List<WeakReference<ClassLoader>> former = watched.get(plugin);
        if (former == null) {
            return false;
        }
        former.removeIf(loader -> loader.refersTo(null));
        return !former.isEmpty();
    }

    /**
     * Asks the collector a few times; when a loader is still there, says in the log who is known to
     * hold it.
     *
     * @return whether it is held
     */
    public boolean collect(PluginId plugin) {
        for (int attempt = 0; attempt < ATTEMPTS && isHeld(plugin); attempt++) {
            System.gc();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (!isHeld(plugin)) {
            return false;
        }
        for (WeakReference<ClassLoader> held : watched.getOrDefault(plugin, List.of())) {
            ClassLoader loader = held.get();
            if (loader != null) {
                log.warn(
                        "The class loader of plugin {} is still in memory; a restart is advised."
                                + " Held by: {}",
                        plugin,
                        LoaderHolders.describe(loader));
            }
        }
        return true;
    }
}
