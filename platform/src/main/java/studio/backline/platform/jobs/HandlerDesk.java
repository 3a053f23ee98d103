package studio.backline.platform.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.work.Contingency;
import studio.backline.platform.work.Pace;
import studio.backline.platform.work.PausedWork;

/** Which plugins' handlers are served, by role, and what of theirs is running. */
@Component
class HandlerDesk {

    private static final Logger log = LoggerFactory.getLogger(HandlerDesk.class);

    /** How many jobs of a plugin run at the same time. */
    static final int MOST_OF_ONE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final Set<RunningJob> atWork = ConcurrentHashMap.newKeySet();
    private final JobTable table;
    private final PausedWork paused;
    private final Contingency contingency;
    private final JobNews news;

    HandlerDesk(JobTable table, PausedWork paused, Contingency contingency, JobNews news) {
        this.table = table;
        this.paused = paused;
        this.contingency = contingency;
        this.news = news;
    }

    /** A plugin's handlers with all that running them takes. */
    record Served(PluginConnection plugin, ClassLoader loader, List<JobHandler> handlers) {

        Optional<JobHandler> handler(String type) {
            return handlers.stream().filter(each -> each.type().equals(type)).findFirst();
        }
    }

    void add(PluginConnection plugin, ClassLoader loader, List<JobHandler> handlers) {
        served.put(plugin.id().schema(), new Served(plugin, loader, List.copyOf(handlers)));
    }

    /** Whether it comes no further before sending goes on. */
    boolean waits(ClaimedJob job) {
        return paused.waits(job.id().value());
    }

    /** Whether it fell over the pause of sending alone, and waits from now on. */
    boolean isStoppedByPause(ClaimedJob job, Throwable fault) {
        return paused.isStoppedBy(job.id().value(), fault);
    }

    /** Takes a place of the plugin, until {@link #end}. */
    void begin(RunningJob job) {
        atWork.add(job);
    }

    void end(RunningJob job) {
        atWork.remove(job);
    }

    /**
     * Each plugin as often as it has places here, none before the others. What goes on although it
     * was given up counts, so that a plugin that never ends takes no more than its share.
     */
    List<String> free() {
        List<String> free = new ArrayList<>();
        for (String role : new TreeSet<>(roles())) {
            long taken = of(role).count();
            for (long place = taken; place < MOST_OF_ONE; place++) {
                free.add(role);
            }
        }
        Collections.shuffle(free, contingency.random());
        return free;
    }

    private Stream<RunningJob> of(String role) {
        return atWork.stream().filter(job -> job.claimed().role().equals(role));
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
        return atWork.stream()
                .filter(job -> job.claimed().workspace().equals(workspace) && !job.isGivenUp())
                .sorted(Comparator.comparing(job -> job.id().value()))
                .map(RunningJob::glimpse)
                .toList();
    }

    /** All that runs here and is waited for. */
    List<RunningJob> running() {
        return atWork.stream().filter(job -> !job.isGivenUp()).toList();
    }

    /**
     * Asks a job of the caller's workspace to stop, whichever node runs it. False where it has
     * ended, or is none of that workspace.
     */
    boolean cancel(String role, JobId id) {
        boolean asked = table.askToStop(role, id);
        if (asked) {
            news.tellStop();
        }
        return asked;
    }

    /** Begins nothing of it any more and asks what runs to stop; waits for nobody. */
    void dismiss(String role) {
        served.remove(role);
        of(role).forEach(RunningJob::askToStop);
    }

    void remove(String role) {
        served.remove(role);
        stop(of(role), PATIENCE);
    }

    /** The server stops. */
    void removeAll() {
        served.clear();
        stop(atWork.stream(), Pace.STOP.dividedBy(2));
    }

    /** Those that are asked in vain for so long are interrupted, and have as long again. */
    private static void stop(Stream<RunningJob> gone, Duration patience) {
        List<RunningJob> asked = gone.filter(job -> !job.isGivenUp()).toList();
        asked.forEach(RunningJob::askToStop);
        List<RunningJob> late = late(asked, patience);
        for (RunningJob job : late) {
            log.warn("Job {} does not stop by itself and is interrupted.", job.id());
            job.interrupt();
        }
        for (RunningJob job : late(late, patience)) {
            log.warn("Job {} goes on in spite of being interrupted.", job.id());
        }
    }

    /** Those of them that have not ended in this time, which all have together. */
    private static List<RunningJob> late(List<RunningJob> jobs, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        return jobs.stream()
                .filter(job -> !job.awaitEnd(Duration.ofNanos(deadline - System.nanoTime())))
                .toList();
    }
}
