package studio.backline.ui.work;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.events.EventBacklog;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.jobs.JobBacklog;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.work.HeldThread;
import studio.backline.platform.work.HeldThreads;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.settings.FurtherWorkspaces;

/** What concerns whoever runs the house, and nobody else: its threads, and all workspaces' work. */
final class HouseWork {

    private final JobRuntime jobs;
    private final EventRuntime events;
    private final HeldThreads held;
    private final HousePermissions permissions;
    private final FurtherWorkspaces further;

    HouseWork(
            JobRuntime jobs,
            EventRuntime events,
            HeldThreads held,
            HousePermissions permissions,
            FurtherWorkspaces further) {
        this.jobs = jobs;
        this.events = events;
        this.held = held;
        this.permissions = permissions;
        this.further = further;
    }

    /** Threads of this server that plugins do not let go of. */
    List<HeldThread> held() {
        return permissions.has(HousePermissions.OPERATE) ? held.now() : List.of();
    }

    /**
     * Each plugin that has any work in any workspace; none where there is one workspace, whose work
     * is told of in full.
     */
    List<Standing> plugins() {
        if (!further.offered()) {
            return List.of();
        }
        Map<PluginId, JobBacklog> asked =
                jobs.backlog().stream().collect(toMap(JobBacklog::plugin, Function.identity()));
        Map<PluginId, EventBacklog> told =
                events.backlog().stream().collect(toMap(EventBacklog::hearer, Function.identity()));
        TreeSet<String> ids = new TreeSet<>();
        asked.keySet().forEach(each -> ids.add(each.value()));
        told.keySet().forEach(each -> ids.add(each.value()));
        return ids.stream()
                .map(PluginId::new)
                .map(
                        id ->
                                new Standing(
                                        id,
                                        asked.getOrDefault(id, nothing(id)),
                                        told.getOrDefault(id, new EventBacklog(id, 0, 0))))
                .toList();
    }

    private static JobBacklog nothing(PluginId id) {
        return new JobBacklog(id, 0, 0, 0, Duration.ZERO);
    }
}
