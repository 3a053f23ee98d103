package studio.backline.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.pool.PoolUse;
import studio.backline.platform.database.pool.PoolUses;
import studio.backline.platform.events.EventBacklog;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.jobs.JobBacklog;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.mail.LetterState;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.server.settings.DataFolder;

/**
 * What the house says of itself, looked up when somebody asks: three queries over all workspaces,
 * and otherwise what is at hand. No label is of a person or a workspace; each has as many values as
 * there are plugins at most.
 */
final class HouseFigures implements MultiCollector {

    private static final Logger LOG = LoggerFactory.getLogger(HouseFigures.class);

    private static final String PLUGIN = "plugin";
    private static final String POOL = "pool";
    private static final String STATE = "state";
    private static final String WAITING = "waiting";
    private static final String FAILED = "failed";

    private final Plugins plugins;
    private final JobRuntime jobs;
    private final EventRuntime events;
    private final MailDesk mail;
    private final PoolUses pools;
    private final DataFolder data;

    HouseFigures(
            Plugins plugins,
            JobRuntime jobs,
            EventRuntime events,
            MailDesk mail,
            PoolUses pools,
            DataFolder data) {
        this.plugins = plugins;
        this.jobs = jobs;
        this.events = events;
        this.mail = mail;
        this.pools = pools;
        this.data = data;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(plugins());
        all.addAll(pools());
        all.addAll(database());
        all.addAll(room());
        return new MetricSnapshots(all);
    }

    private MetricSnapshot plugins() {
        Figure figure = new Figure("backline_plugins", "Installed plugins by what they do.");
        for (PluginState state : PluginState.values()) {
            long count = plugins.list().stream().filter(it -> it.state() == state).count();
            figure.is(count, STATE, state.name().toLowerCase(Locale.ROOT));
        }
        return figure.snapshot();
    }

    private List<MetricSnapshot> pools() {
        Figure connections =
                new Figure("backline_database_connections", "Connections, at work and at rest.");
        Figure most =
                new Figure("backline_database_connections_most", "As many there may be at most.");
        Figure waiting =
                new Figure("backline_database_threads_waiting", "Threads without a connection.");
        for (PoolUse pool : pools.now()) {
            connections.is(pool.active(), POOL, pool.owner(), STATE, "active");
            connections.is(pool.idle(), POOL, pool.owner(), STATE, "idle");
            most.is(pool.most(), POOL, pool.owner());
            waiting.is(pool.waiting(), POOL, pool.owner());
        }
        return List.of(connections.snapshot(), most.snapshot(), waiting.snapshot());
    }

    /** Without a database there is one figure, which says so. */
    private List<MetricSnapshot> database() {
        Figure up = new Figure("backline_database_up", "Whether the database answers.");
        try {
            List<MetricSnapshot> all = new ArrayList<>(jobs());
            all.add(events());
            all.add(letters());
            all.add(up.is(1).snapshot());
            return all;
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The database does not answer", e);
            return List.of(up.is(0).snapshot());
        }
    }

    private List<MetricSnapshot> jobs() {
        Figure count = new Figure("backline_jobs", "Jobs by plugin and by where they are.");
        Figure longest =
                new Figure(
                        "backline_jobs_longest_wait_seconds",
                        "How long the job waits that could have begun first.");
        List<JobBacklog> all = new ArrayList<>(jobs.backlog());
        all.addAll(
                none(
                        all.stream().map(JobBacklog::plugin).toList(),
                        id -> new JobBacklog(id, 0, 0, 0, Duration.ZERO)));
        for (JobBacklog each : all) {
            String plugin = each.plugin().value();
            count.is(each.waiting(), PLUGIN, plugin, STATE, WAITING);
            count.is(each.running(), PLUGIN, plugin, STATE, "running");
            count.is(each.failed(), PLUGIN, plugin, STATE, FAILED);
            longest.is(each.longest().toMillis() / 1000.0, PLUGIN, plugin);
        }
        return List.of(count.snapshot(), longest.snapshot());
    }

    private MetricSnapshot events() {
        Figure figure =
                new Figure(
                        "backline_events", "Events that a plugin has yet to hear, or could not.");
        List<EventBacklog> all = new ArrayList<>(events.backlog());
        all.addAll(
                none(
                        all.stream().map(EventBacklog::hearer).toList(),
                        id -> new EventBacklog(id, 0, 0)));
        for (EventBacklog each : all) {
            figure.is(each.waiting(), PLUGIN, each.hearer().value(), STATE, WAITING);
            figure.is(each.failed(), PLUGIN, each.hearer().value(), STATE, FAILED);
        }
        return figure.snapshot();
    }

    private MetricSnapshot letters() {
        Figure figure =
                new Figure(
                        "backline_letters", "Letters of the last 30 days by what became of them.");
        Map<LetterState, Long> counts = mail.counts();
        for (LetterState state : LetterState.values()) {
            figure.is(counts.getOrDefault(state, 0L), STATE, word(state));
        }
        return figure.snapshot();
    }

    private static String word(LetterState state) {
        return switch (state) {
            case PLANNED -> WAITING;
            case IN_FLIGHT -> "in_flight";
            case DONE -> "sent";
            case UNKNOWN -> "unknown";
            case REFUSED -> FAILED;
        };
    }

    /** Of plugins that have nothing, so that a figure is there before it is more than that. */
    private <T> List<T> none(List<PluginId> known, Function<PluginId, T> nothing) {
        return plugins.list().stream()
                .map(PluginInfo::id)
                .filter(id -> !known.contains(id))
                .map(nothing)
                .toList();
    }

    private List<MetricSnapshot> room() {
        try {
            long free = Files.getFileStore(data.path()).getUsableSpace();
            return List.of(
                    new Figure("backline_data_free_bytes", "Room left where the data folder is.")
                            .is(free)
                            .snapshot());
        } catch (IOException e) {
            LOG.debug("The room of the data folder cannot be looked up", e);
            return List.of();
        }
    }
}
