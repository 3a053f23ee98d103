package studio.backline.platform.pluginhost.lifecycle;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.jar.StoredPlugin;
import studio.backline.platform.pluginhost.loading.PluginLoading;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.pluginhost.running.FailedStart;
import studio.backline.platform.pluginhost.running.ForeignCode;
import studio.backline.platform.pluginhost.running.StartedPlugin;
import studio.backline.platform.pluginhost.unload.LoaderCaches;
import studio.backline.platform.pluginhost.unload.UnloadedLoaders;

/** Brings one plugin up and takes it down again, each step undone when a later one fails. */
final class PluginStarter {

    private static final Logger log = LoggerFactory.getLogger(PluginStarter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PluginLoading loading;
    private final PluginSchemas schemas;
    private final Mounts mounts;
    private final PluginRoster roster;
    private final UnloadedLoaders unloaded;
    private final ForeignCode foreign;
    private final LoaderCaches caches = new LoaderCaches();

    PluginStarter(
            PluginLoading loading,
            PluginSchemas schemas,
            Mounts mounts,
            PluginRoster roster,
            UnloadedLoaders unloaded,
            ForeignCode foreign) {
        this.loading = loading;
        this.schemas = schemas;
        this.mounts = mounts;
        this.roster = roster;
        this.unloaded = unloaded;
        this.foreign = foreign;
    }

    /**
     * Loads, migrates, starts and mounts.
     *
     * @param migrated called when the migrations are committed
     * @throws studio.backline.platform.pluginhost.PluginRefusedException when any of it fails;
     *     nothing of the plugin runs or is loaded then
     */
    void start(PluginManifest manifest, StoredPlugin stored, Runnable migrated) {
        PluginId id = manifest.id();
        if (foreign.isStuck(id)) {
            throw Refusals.of("still-hangs", id);
        }
        roster.describe(manifest);
        try {
            loading.load(manifest, stored);
            schemas.migrate(loading.schema(id));
            migrated.run();
            StartedPlugin started = loading.start(id);
            roster.started(started, stored.sha256());
            mounts.announce(id, stored.sha256());
            foreign.mount(id, () -> mounts.mount(started), () -> mounts.unmount(started));
        } catch (Exception | LinkageError failed) {
            // Errors of the plugin come as refusals; others are none of its doing.
            PluginRefusedException refused =
                    foreign.isClosing()
                            ? Refusals.because(FailedStart.textOnly(failed), "shutting-down")
                            : FailedStart.refusal(id, failed);
            stop(id);
            log.warn("Plugin {} {} does not start.", id, manifest.version(), refused);
            throw refused;
        }
    }

    /** Unmounts, stops, unloads. Nothing happens to a plugin that is not loaded. */
    void stop(PluginId id) {
        Optional<StartedPlugin> running = roster.stopped(id);
        running.ifPresent(this::unmount);
        loading.stop(id);
        unload(id);
    }

    /** The same on all nodes, where a change is on record that they can see. */
    void stopEverywhere(PluginId id) {
        stop(id);
        mounts.awaitLeft(id);
    }

    /** Tells those who show plugins that one is no longer on record. */
    void gone() {
        mounts.gone();
    }

    /** Nothing starts from now on, and what stops is not waited for beyond this time. */
    Duration hurry() {
        Duration room = foreign.hurry();
        schemas.breakOff();
        return room;
    }

    private void unmount(StartedPlugin plugin) {
        // First: a job that is refused its next transaction has failed, one that stops goes on
        // later.
        mounts.dismissJobs(plugin);
        plugin.refuseNewWork();
        if (!plugin.drain(PATIENCE)) {
            log.warn("Plugin {} still had transactions open when it was stopped.", plugin.id());
        }
        foreign.stop(plugin.id(), () -> mounts.unmount(plugin));
        mounts.withdraw(plugin.id());
    }

    private void unload(PluginId id) {
        Optional<ClassLoader> gone = loading.unload(id);
        gone.ifPresent(
                loader -> {
                    mounts.forget(loader);
                    caches.forget(loader);
                    unloaded.watch(id, new WeakReference<>(loader));
                });
    }
}
