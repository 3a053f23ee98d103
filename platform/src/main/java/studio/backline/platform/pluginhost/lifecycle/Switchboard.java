package studio.backline.platform.pluginhost.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.platform.pluginhost.data.PluginEstate;
import studio.backline.platform.pluginhost.unload.UnloadedLoaders;

/** Switches installed plugins on and off, and takes them out. */
final class Switchboard {

    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

    private final InstalledReleases releases;
    private final PluginStarter starter;
    private final PluginRoster roster;
    private final PluginRows rows;
    private final PluginEstate estate;
    private final UnloadedLoaders unloaded;

    Switchboard(
            InstalledReleases releases,
            PluginStarter starter,
            PluginRoster roster,
            PluginRows rows,
            PluginEstate estate,
            UnloadedLoaders unloaded) {
        this.releases = releases;
        this.starter = starter;
        this.roster = roster;
        this.rows = rows;
        this.estate = estate;
        this.unloaded = unloaded;
    }

    PluginRow enable(PluginRow row) {
        PluginRow wished = roster.save(row.wished(true));
        return row.state() == PluginState.RUNNING ? wished : releases.start(wished);
    }

    PluginRow disable(PluginRow row) {
        PluginRow wished = roster.save(row.wished(false));
        starter.stop(row.id());
        PluginRow stopped = roster.save(wished.seen(PluginState.STOPPED));
        unloaded.collect(row.id());
        return stopped;
    }

    List<HeldData> held(PluginId id) {
        return estate.held(id);
    }

    RemovalResult remove(PluginRow row, RemovalChoice choice) {
        Map<String, Long> counts = estate.rowCounts(row.id());
        ChangeStep step =
                switch (choice) {
                    case KEEP_DATA -> ChangeStep.REMOVING_KEEP;
                    case ERASE_DATA -> ChangeStep.REMOVING_ERASE;
                };
        finishRemoval(roster.save(row.seen(PluginState.REMOVING).at(step)));
        boolean held = unloaded.collect(row.id());
        log.info("Plugin {} is removed ({}).", row.id(), choice);
        return new RemovalResult(row.id(), choice, counts, held);
    }

    /** Carries out a removal that is on record, from wherever it got to. */
    void finishRemoval(PluginRow row) {
        starter.stop(row.id());
        boolean erase = row.step().filter(ChangeStep.REMOVING_ERASE::equals).isPresent();
        if (erase) {
            estate.erase(row.id());
        }
        // The row goes last: as long as it is there, a removal that was cut off can be finished.
        releases.delete(row.release());
        rows.delete(row.id(), erase ? Optional.empty() : Optional.of(row.release().version()));
        roster.forget(row.id());
    }

    /** The server stops: all plugins together have this time to do so. */
    Duration hurry() {
        return starter.hurry();
    }

    /** Stops a plugin because the server stops; what is wished stays. */
    void close(PluginId id) {
        starter.stop(id);
    }
}
