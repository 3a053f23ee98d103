package studio.backline.platform.pluginhost.lifecycle;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.nodes.NodeRuns;
import studio.backline.platform.pluginhost.nodes.PluginTurn;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * Keeps this node in step with the others: one of all nodes changes plugins at a time, and what one
 * has changed the others do after it, by the rows. Used on the lifecycle thread.
 */
final class OtherNodes {

    private static final Logger log = LoggerFactory.getLogger(OtherNodes.class);

    /** How long a change waits for one of another node. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How often the rows are looked at although nobody rang. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final PluginRoster roster;
    private final InstalledReleases releases;
    private final PluginStarter starter;
    private final PluginTurn turn;
    private final NodeRuns runs;

    /** What did not start here, as it stood then: it is not tried again until that changes. */
    private final Map<PluginId, PluginRow> refused = new HashMap<>();

    private volatile boolean watching = true;

    OtherNodes(
            PluginRoster roster,
            InstalledReleases releases,
            PluginStarter starter,
            PluginTurn turn,
            NodeRuns runs) {
        this.roster = roster;
        this.releases = releases;
        this.starter = starter;
        this.turn = turn;
        this.runs = runs;
    }

    /** Changes plugins while no other node does, from how they stand by then. */
    <T> T inTurn(Callable<T> change) throws Exception {
        try (PluginTurn.Held held = turn.take(PATIENCE, this::follow)) {
            log.trace("Plugins change here: {}", held);
            roster.reload();
            refused.clear();
            return change.call();
        } finally {
            runs.tell();
        }
    }

    /** This node has just started. */
    void begin() {
        runs.withdrawAll();
    }

    /** Has this run when another node has changed something, and now and then. */
    void watch(Runnable look) {
        runs.hear(look);
        Thread.ofVirtual()
                .name("plugins-look")
                .start(
                        () -> {
                            while (watching && rested()) {
                                look.run();
                            }
                        });
    }

    void close() {
        watching = false;
        try {
            runs.withdrawAll();
        } catch (DataAccessException | TransactionException away) {
            log.debug("Others learn by the time that this node has ended.", away);
        }
    }

    private static boolean rested() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does here as the rows say that other nodes have done. */
    void follow() {
        runs.beat();
        Map<PluginId, PluginRow> rows = new HashMap<>();
        roster.read().forEach(row -> rows.put(row.id(), row));
        leaveWhatWent(rows);
        rows.values().forEach(this::show);
        rows.values().stream().filter(this::isToBeEntered).forEach(this::enter);
    }

    private void leaveWhatWent(Map<PluginId, PluginRow> rows) {
        for (PluginId id : roster.runningIds()) {
            PluginRow row = rows.get(id);
            if (row == null || !row.enabled() || row.isUnderWay() || !roster.runs(row)) {
                log.info("Another node changes plugin {}; it stops here.", id);
                starter.stop(id);
            }
        }
        List<PluginId> gone =
                roster.rows().keySet().stream().filter(id -> !rows.containsKey(id)).toList();
        gone.forEach(roster::forget);
        if (!gone.isEmpty()) {
            starter.gone();
        }
    }

    /** As it is here: what another node saw of it may be otherwise. */
    private void show(PluginRow row) {
        roster.show(roster.runs(row) ? row.seen(PluginState.RUNNING) : row);
        Optional.ofNullable(refused.get(row.id()))
                .filter(row::equals)
                .flatMap(same -> roster.refusal(same.id()))
                .ifPresent(why -> roster.show(row.seen(PluginState.FAILED, why)));
    }

    private boolean isToBeEntered(PluginRow row) {
        return row.enabled()
                && !row.isUnderWay()
                && row.state() == PluginState.RUNNING
                && !roster.runs(row)
                && !row.equals(refused.get(row.id()));
    }

    /**
     * Told before it is looked at once more: whoever changes it meanwhile waits until it is left.
     */
    private void enter(PluginRow row) {
        runs.announce(row.id(), row.release().sha256());
        try {
            if (!roster.read().contains(row)) {
                runs.withdraw(row.id());
                return;
            }
            releases.startHere(row, starter);
            roster.show(row.seen(PluginState.RUNNING));
            log.info("Plugin {} {} runs here, too.", row.id(), row.release().version());
        } catch (RuntimeException failed) {
            runs.withdraw(row.id());
            String why = Refusals.told(failed).getMessage();
            refused.put(row.id(), row);
            roster.refused(row.id(), why);
            roster.show(row.seen(PluginState.FAILED, why));
            log.warn("Plugin {} runs on another node and does not start here.", row.id(), failed);
        }
    }
}
