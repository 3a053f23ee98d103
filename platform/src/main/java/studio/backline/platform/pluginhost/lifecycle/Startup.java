package studio.backline.platform.pluginhost.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * What happens to plugins when the server starts: changes that were cut off are finished or undone,
 * then those that shall run are started. A plugin that does not start is left out with its reason.
 */
final class Startup {

    private static final Logger log = LoggerFactory.getLogger(Startup.class);

    private final PluginRoster roster;
    private final InstalledReleases releases;
    private final InstallUndo undo;
    private final Switchboard switchboard;
    private final Mode mode;
    private final PluginDeeds deeds;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private volatile boolean safeMode;

    Startup(
            PluginRoster roster,
            InstalledReleases releases,
            InstallUndo undo,
            Switchboard switchboard,
            Mode mode,
            PluginDeeds deeds) {
        this.roster = roster;
        this.releases = releases;
        this.undo = undo;
        this.switchboard = switchboard;
        this.mode = mode;
        this.deeds = deeds;
    }

    /** What decides whether plugins run at all. */
    record Mode(StartCount starts, boolean safeModeAsked) {

        /** Counts this start. */
        boolean isSafe() {
            return starts.begin() || safeModeAsked;
        }
    }

    /** Counts this start, and decides whether plugins run at all. */
    void begin() {
        safeMode = mode.isSafe();
    }

    void run() {
        List<PluginRow> left = roster.reload().stream().filter(PluginRow::isUnderWay).toList();
        left.forEach(releases::describe);
        left.forEach(this::settle);
        List<PluginRow> rows = roster.reload().stream().map(this::unexplained).toList();
        sweep(rows);
        rows.forEach(releases::describe);
        rows.stream()
                .filter(row -> row.enabled() && !row.isLeaving())
                .forEach(this::startOrExplain);
        explainWhatWasChanged();
    }

    /** Why all is not well with one that is off is asked anew. */
    private PluginRow unexplained(PluginRow row) {
        boolean explained = row.state() == PluginState.STOPPED && row.reason().isPresent();
        return explained ? roster.save(row.seen(PluginState.STOPPED)) : row;
    }

    /** Also where nothing runs that would look at its own data. */
    private void explainWhatWasChanged() {
        try {
            switchboard.changed().forEach(this::explainChange);
        } catch (RuntimeException failed) {
            log.warn("The data of plugins that do not run cannot be looked at.", failed);
        }
    }

    private void explainChange(PluginId id, String why) {
        Optional<PluginRow> row = roster.row(id);
        if (row.flatMap(PluginRow::reason).filter(told -> told.contains(why)).isPresent()) {
            return;
        }
        String name =
                roster.kept().stream()
                        .filter(kept -> kept.id().equals(id))
                        .findFirst()
                        .map(KeptPlugin::name)
                        .orElseGet(() -> roster.name(id));
        String told = Refusals.explain("explain.data-changed", name, why);
        log.warn("{}", told);
        row.filter(off -> off.state() == PluginState.STOPPED)
                .filter(off -> off.reason().isEmpty())
                .ifPresentOrElse(
                        off -> roster.save(off.seen(PluginState.STOPPED, told)),
                        () -> roster.changed(id, told));
    }

    private void sweep(List<PluginRow> rows) {
        try {
            undo.sweep();
            if (releases.sweep(rows)) {
                say("explain.swept");
            }
        } catch (RuntimeException failed) {
            log.warn("What earlier changes of plugins left cannot be cleared away.", failed);
        }
    }

    StartCount starts() {
        return mode.starts();
    }

    boolean safeMode() {
        return safeMode;
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    private void settle(PluginRow row) {
        try {
            row.step().ifPresent(step -> settle(row, step));
        } catch (RuntimeException failed) {
            // The row keeps its step, and the next start tries again.
            log.warn(
                    "What was cut off for plugin {} cannot be settled: {}",
                    row.id(),
                    explained(row, failed),
                    failed);
        }
    }

    /** Also where it is listed, unless something nearer to the matter has. */
    private String explained(PluginRow row, RuntimeException failed) {
        PluginRow now = roster.row(row.id()).orElse(row);
        String why = Refusals.told(failed).getMessage();
        if (now.isLeaving() && now.step().equals(row.step())) {
            roster.save(now.seen(PluginState.REMOVING, why));
        }
        return why;
    }

    private void settle(PluginRow row, ChangeStep step) {
        String version = row.release().version().toString();
        String name = roster.name(row.id());
        switch (step) {
            case INSTALLING, RETURNING -> {
                undo.takeBack(row);
                deeds.undone(row);
                say("explain.undone", name, version);
            }
            case UPGRADING, MIGRATED -> resume(row, name, version);
            case REMOVING_KEEP, REMOVING_ERASE -> {
                switchboard.finishRemoval(row);
                say("explain.removal-finished", name);
            }
        }
    }

    /**
     * Nothing is given up for a release that has not run yet, so it is started here. Whether its
     * migrations were done may not be known; to run them again does no harm.
     */
    private void resume(PluginRow row, String name, String version) {
        if (safeMode) {
            // Nothing of a plugin runs now; the next start without safe mode goes on.
            return;
        }
        try {
            releases.resume(row);
            deeds.installed(Optional.empty(), row, row.former());
            say("explain.resumed", name, version);
        } catch (PluginRefusedException refused) {
            if (refused.code().equals(Installer.SHUTTING_DOWN)) {
                throw refused;
            }
            sayWhatCame(row, name, version, refused.what());
        }
    }

    /** It did not start: what it was held against tells whether it could be taken back. */
    private void sayWhatCame(PluginRow row, String name, String version, String why) {
        Optional<PluginRow> now = roster.row(row.id());
        if (now.filter(PluginRow::isUnderWay).isPresent()) {
            // Not cleared away yet: the row says why, and the next start tries again.
            return;
        }
        if (now.filter(left -> left.release().equals(row.release())).isPresent()) {
            deeds.installed(Optional.empty(), row, row.former());
            say("explain.resumed-but-down", name, version);
            return;
        }
        deeds.undone(row);
        row.former()
                .ifPresentOrElse(
                        former ->
                                say("explain.upgrade-undone", name, version, former.version(), why),
                        () -> say("explain.undone", name, version));
    }

    private void startOrExplain(PluginRow row) {
        if (safeMode) {
            roster.save(row.seen(PluginState.HELD_BACK, Refusals.explain("explain.safe-mode")));
            return;
        }
        if (roster.running().stream().anyMatch(plugin -> plugin.id().equals(row.id()))) {
            return;
        }
        try {
            releases.start(row);
        } catch (PluginRefusedException refused) {
            log.warn("Plugin {} is left out: {}", row.id(), refused.getMessage());
        } catch (RuntimeException failed) {
            roster.save(row.seen(PluginState.FAILED, Refusals.told(failed).getMessage()));
            log.warn("Plugin {} is left out.", row.id(), failed);
        }
    }

    private void say(String key, Object... arguments) {
        String notice = Refusals.explain(key, arguments);
        notices.add(notice);
        log.warn("{}", notice);
    }
}
