package studio.backline.platform.pluginhost.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.files.FileAccess;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobSchedule;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.files.FileDesk;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.pluginhost.PluginMount;
import studio.backline.platform.pluginhost.nodes.NodeRuns;
import studio.backline.platform.pluginhost.permission.DeclaredPermissions;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.pluginhost.running.FailedStart;
import studio.backline.platform.pluginhost.running.StartedPlugin;

/**
 * All that takes up plugins' contributions: the mounts that others bring, files, jobs and events.
 */
final class Mounts {

    private static final Logger log = LoggerFactory.getLogger(Mounts.class);

    private final Supplier<List<PluginMount>> mounts;
    private final JobRuntime jobs;
    private final EventRuntime events;
    private final FileDesk files;
    private final DeclaredPermissions permissions;
    private final NodeRuns runs;

    /**
     * @param mounts asked anew each time, since screens come up after this
     */
    Mounts(
            Supplier<List<PluginMount>> mounts,
            JobRuntime jobs,
            EventRuntime events,
            FileDesk files,
            DeclaredPermissions permissions,
            NodeRuns runs) {
        this.mounts = mounts;
        this.jobs = jobs;
        this.events = events;
        this.files = files;
        this.permissions = permissions;
        this.runs = runs;
    }

    /** Other nodes learn that it runs here. */
    void announce(PluginId id, String sha256) {
        runs.announce(id, sha256);
    }

    /** Other nodes learn that it runs here no more. */
    void withdraw(PluginId id) {
        quietly("the record of nodes", () -> runs.withdraw(id));
    }

    /** Waits until it runs on no other node. */
    void awaitLeft(PluginId id) {
        runs.awaitLeft(id);
    }

    void mount(StartedPlugin plugin) {
        permissions.add(plugin.id(), plugin.manifest().permissions());
        mounts.get().forEach(mount -> mount.mount(plugin));
        files.serve(
                plugin.id(),
                plugin.classLoader(),
                plugin.beans(FileAccess.class),
                plugin.beans(ContentStore.class));
        List<JobHandler> handlers = plugin.beans(JobHandler.class);
        handlers.forEach(handler -> requireNamed(handler, Optional.ofNullable(handler.type())));
        jobs.serve(
                plugin.connection(),
                plugin.classLoader(),
                handlers,
                plugin.beans(JobSchedule.class));
        List<EventHandler> hearers = plugin.beans(EventHandler.class);
        hearers.forEach(
                hearer ->
                        requireNamed(
                                hearer,
                                Optional.ofNullable(hearer.types())
                                        .filter(all -> all.stream().allMatch(Objects::nonNull))));
        events.serve(plugin.connection(), plugin.classLoader(), hearers);
    }

    private static void requireNamed(Object handler, Optional<?> type) {
        if (type.isEmpty()) {
            throw Refusals.of("handler-without-type", handler.getClass().getName());
        }
    }

    /** Its jobs come to an end by themselves, and none begins; nobody waits for them yet. */
    void dismissJobs(StartedPlugin plugin) {
        jobs.dismiss(plugin.id());
    }

    /** Unmounts everywhere, also where one mount fails. */
    void unmount(StartedPlugin plugin) {
        quietly("events", () -> events.withdraw(plugin.id()));
        quietly("jobs", () -> jobs.withdraw(plugin.id()));
        each(mount -> mount.unmount(plugin));
        quietly("files", () -> files.withdraw(plugin.id()));
        permissions.remove(plugin.id());
    }

    /** A plugin, or what was kept of one, is no longer on record. */
    void gone() {
        each(PluginMount::gone);
    }

    void forget(ClassLoader loader) {
        each(mount -> mount.forget(loader));
    }

    private void each(Consumer<PluginMount> act) {
        // A server that stops before its screens are up makes none any more.
        quietly(
                "the list of mounts",
                () ->
                        mounts.get()
                                .reversed()
                                .forEach(
                                        mount ->
                                                quietly(
                                                        mount.getClass().getSimpleName(),
                                                        () -> act.accept(mount))));
    }

    private static void quietly(String what, Runnable act) {
        try {
            act.run();
        } catch (Throwable failed) {
            log.warn("{} did not let go of a plugin cleanly.", what, FailedStart.textOnly(failed));
        }
    }
}
