package studio.backline.platform.pluginhost.nodes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.NodeName;

/** What runs on which node, and how a node tells the others that something changes. */
public final class NodeRuns {

    private static final Logger log = LoggerFactory.getLogger(NodeRuns.class);

    private static final String TOPIC = "plugins";

    /** How long a change waits for nodes that still run what it changes. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration GLANCE = Duration.ofMillis(50);

    /** A node tells that it lives more often than that. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(3);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final NodeName node;
    private final Bell bell;

    /** In transactions of its own. */
    public NodeRuns(JdbcClient jdbc, TransactionTemplate transactions, NodeName node, Bell bell) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.node = node;
        this.bell = bell;
    }

    /** Runs this whenever plugins have changed on this node or another; it returns at once. */
    public void hear(Runnable changed) {
        bell.hear(TOPIC, changed);
    }

    /** Tells all nodes that plugins have changed. */
    public void tell() {
        bell.ring(TOPIC);
    }

    /** Before a release starts here, so that whoever begins to change it knows. */
    public void announce(PluginId plugin, String sha256) {
        update(
                "insert into backline.plugin_run (node, plugin_id, sha256) values (?, ?, ?)"
                        + " on conflict (plugin_id, node) do update set sha256 = excluded.sha256,"
                        + " seen_at = clock_timestamp()",
                node.value(),
                plugin.value(),
                sha256);
    }

    /** It runs here no more. */
    public void withdraw(PluginId plugin) {
        update(
                "delete from backline.plugin_run where node = ? and plugin_id = ?",
                node.value(),
                plugin.value());
    }

    /** Nothing runs here: this node starts, or has ended. */
    public void withdrawAll() {
        update("delete from backline.plugin_run where node = ?", node.value());
    }

    /** This node lives. */
    public void beat() {
        update(
                "update backline.plugin_run set seen_at = clock_timestamp() where node = ?",
                node.value());
    }

    /** Tells all nodes and waits until none but this one runs the plugin, but not for ever. */
    public void awaitLeft(PluginId plugin) {
        tell();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isElsewhere(plugin)) {
            if (System.nanoTime() > deadline) {
                log.warn("Another node still runs {}; the change goes on without it.", plugin);
                return;
            }
            rest();
        }
    }

    private boolean isElsewhere(PluginId plugin) {
        return Boolean.TRUE.equals(
                transactions.execute(
                        status ->
                                jdbc.sql(
                                                "select exists (select from backline.plugin_run"
                                                        + " where plugin_id = ? and node <> ? and"
                                                        + " seen_at > clock_timestamp() -"
                                                        + " make_interval(secs => ?))")
                                        .params(plugin.value(), node.value(), FORGOTTEN.toSeconds())
                                        .query(Boolean.class)
                                        .single()));
    }

    private void update(String sql, Object... parameters) {
        transactions.executeWithoutResult(status -> jdbc.sql(sql).params(parameters).update());
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while other nodes let a plugin go.", e);
        }
    }
}
