package studio.backline.platform.jobs;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.PluginConnection;

/** Which plugins' handlers are served, by role, and what of theirs is running. */
@Component
class HandlerDesk {

    private static final Logger log = LoggerFactory.getLogger(HandlerDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final JobTable table;

    HandlerDesk(JobTable table) {
        this.table = table;
    }

    /** A plugin's handlers with all that running them takes. */
    record Served(
            PluginConnection plugin,
            ClassLoader loader,
            List<JobHandler> handlers,
            Set<RunningJob> running) {

        Optional<JobHandler> handler(String type) {
            return handlers.stream().filter(each -> each.type().equals(type)).findFirst();
        }
    }

    void add(PluginConnection plugin, ClassLoader loader, List<JobHandler> handlers) {
        served.put(
                plugin.id().schema(),
                new Served(plugin, loader, List.copyOf(handlers), ConcurrentHashMap.newKeySet()));
    }

    Set<String> roles() {
        return Set.copyOf(served.keySet());
    }

    /** What of a plugin may simply be done again; empty where it is not served. */
    Optional<Set<String>> repeatable(String role) {
        return Optional.ofNullable(served.get(role))
                .map(
                        each ->
                                each.handlers().stream()
                                        .filter(handler -> handler.tries() > 1)
                                        .map(JobHandler::type)
                                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Nullable Served find(String role) {
        return served.get(role);
    }

    /** What runs here in a workspace, the oldest first. */
    List<JobGlimpse> running(WorkspaceId workspace) {
        return served.values().stream()
                .flatMap(each -> each.running().stream())
                .filter(job -> job.claimed().workspace().equals(workspace))
                .sorted(Comparator.comparing(job -> job.id().value()))
                .map(RunningJob::glimpse)
                .toList();
    }

    /**
     * Asks a job of the caller's workspace to stop: in its row and, where a transaction of it holds
     * that, by word of mouth.
     */
    void cancel(String role, JobId id) {
        if (table.requestCancel(role, id) || table.find(role, id).isEmpty()) {
            return;
        }
        Served here = served.get(role);
        List<RunningJob> held =
                here == null
                        ? List.of()
                        : here.running().stream().filter(job -> job.id().equals(id)).toList();
        if (held.isEmpty()) {
            throw new IllegalStateException(
                    "Job %s is in the middle of a long step on another node and was not asked to stop. Try again in a minute."
                            .formatted(id));
        }
        held.forEach(RunningJob::askToCancel);
    }

    void remove(String role) {
        Served gone = served.remove(role);
        if (gone != null) {
            stop(gone);
        }
    }

    void removeAll() {
        roles().forEach(this::remove);
    }

    private static void stop(Served gone) {
        gone.running().forEach(RunningJob::askToStop);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (RunningJob job : List.copyOf(gone.running())) {
            if (!job.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
                log.warn("Job {} does not stop by itself and is interrupted.", job.id());
                job.interrupt();
                if (!job.awaitEnd(PATIENCE)) {
                    log.warn("Job {} goes on in spite of being interrupted.", job.id());
                }
            }
        }
    }
}
