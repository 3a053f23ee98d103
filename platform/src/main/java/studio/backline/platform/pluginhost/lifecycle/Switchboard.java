package studio.backline.platform.pluginhost.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.platform.pluginhost.data.PluginEstate;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.pluginhost.running.StartedPlugin;
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

    Optional<List<HeldData>> held(PluginId id) {
        return counted(id, () -> estate.held(id));
    }

    /** What was changed of plugins that do not run, which no start of theirs has looked at. */
    Map<PluginId, String> changed() {
        return estate.changed(
                roster.running().stream().map(StartedPlugin::id).collect(Collectors.toSet()));
    }

    /** Whether it can be counted is no condition for a removal. */
    private static <T> Optional<T> counted(PluginId id, Supplier<T> counting) {
        try {
            return Optional.of(counting.get());
        } catch (RuntimeException failed) {
            log.warn("What plugin {} holds cannot be counted.", id, failed);
            return Optional.empty();
        }
    }

    RemovalResult remove(PluginRow row, RemovalChoice choice) {
        if (choice == RemovalChoice.KEEP_DATA && isErasing(row) && !estate.isWhole(row.id())) {
            throw Refusals.of("half-erased", row.id());
        }
        Optional<Map<String, Long>> counts = counted(row.id(), () -> estate.rowCounts(row.id()));
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

    /** Erases what was kept at a removal; it is kept still as long as that does not get through. */
    RemovalResult erase(KeptPlugin kept) {
        PluginId id = kept.id();
        Optional<Map<String, Long>> counts = counted(id, () -> estate.rowCounts(id));
        estate.erase(id);
        rows.delete(id, Optional.empty(), kept.name());
        roster.forget(id);
        starter.gone();
        log.info("The data of plugin {} is erased.", id);
        return new RemovalResult(id, RemovalChoice.ERASE_DATA, counts, unloaded.isHeld(id));
    }

    /**
     * Carries out a removal that is on record, from wherever it got to. Where it does not get
     * through it stays on record, with the reason.
     */
    void finishRemoval(PluginRow row) {
        starter.stopEverywhere(row.id());
        PluginRow decided = decided(row);
        try {
            carryOut(decided);
        } catch (RuntimeException failed) {
            PluginRefusedException refused = unfinished(decided, failed);
            log.warn("{}", refused.getMessage(), failed);
            roster.save(decided.seen(PluginState.REMOVING, refused.getMessage()));
            throw refused;
        }
    }

    private static PluginRefusedException unfinished(PluginRow row, RuntimeException failed) {
        PluginRefusedException why = Refusals.told(failed);
        return Refusals.because(failed, "removal-unfinished", row.id(), why.what(), why.remedy());
    }

    private static boolean isErasing(PluginRow row) {
        return row.step().filter(ChangeStep.REMOVING_ERASE::equals).isPresent();
    }

    private void carryOut(PluginRow row) {
        boolean erase = isErasing(row);
        if (erase) {
            estate.erase(row.id());
        }
        estate.disconnect(row.id());
        // The row goes last: as long as it is there, a removal that was cut off can be finished.
        releases.delete(row.release());
        rows.delete(
                row.id(),
                erase ? Optional.empty() : Optional.of(row.release().version()),
                roster.name(row.id()));
        roster.forget(row.id());
        // When it stopped it was still on record, and that is what open windows have shown since.
        starter.gone();
    }

    /**
     * Where nothing is held, nothing is kept. Counted once it is stopped and adds no more, and on
     * record before anything goes: cut off in between, what is left is nothing to keep.
     */
    private PluginRow decided(PluginRow row) {
        boolean empty =
                counted(row.id(), () -> estate.rowCounts(row.id()))
                        .filter(counts -> counts.values().stream().allMatch(count -> count == 0))
                        .isPresent();
        return empty && !isErasing(row) ? roster.save(row.at(ChangeStep.REMOVING_ERASE)) : row;
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
