package studio.backline.platform.pluginhost.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.data.PluginEstate;
import studio.backline.platform.pluginhost.jar.PluginStore;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.work.CrashPoint;

/** Takes back an installation or upgrade that did not get through. */
final class InstallUndo {

    private static final Logger log = LoggerFactory.getLogger(InstallUndo.class);

    private final PluginEstate estate;
    private final PluginStore store;
    private final PluginRows rows;
    private final PluginRoster roster;
    private final Clock clock;
    private final CrashPoint crashPoint;

    InstallUndo(
            PluginEstate estate,
            PluginStore store,
            PluginRows rows,
            PluginRoster roster,
            Clock clock,
            CrashPoint crashPoint) {
        this.estate = estate;
        this.store = store;
        this.rows = rows;
        this.roster = roster;
        this.clock = clock;
        this.crashPoint = crashPoint;
    }

    Instant now() {
        return clock.instant();
    }

    void passed(String step) {
        crashPoint.passed(step);
    }

    /**
     * Undoes what the row says was under way. The former release, where there is one, is the one
     * again; whoever called starts it. What cannot be undone now the next start undoes.
     *
     * @return what to tell
     */
    PluginRefusedException undone(PluginRow row, PluginRefusedException refused) {
        try {
            return undo(row, refused);
        } catch (RuntimeException failed) {
            PluginRefusedException told = notUndone(row, refused, failed);
            log.warn("{}", told.getMessage(), failed);
            return told;
        }
    }

    private PluginRefusedException notUndone(
            PluginRow row, PluginRefusedException refused, RuntimeException failed) {
        String why = Refusals.told(failed).getMessage();
        PluginRefusedException told =
                new PluginRefusedException(
                        refused.code(),
                        refused.what(),
                        refused.remedy() + " " + Refusals.explain("explain.cleared-later", why));
        told.initCause(refused);
        try {
            // As it is on record by now, which is how far the undoing got.
            PluginRow left = roster.row(row.id()).orElse(row);
            roster.save(
                    left.seen(
                            left.isLeaving() ? PluginState.REMOVING : PluginState.FAILED,
                            told.getMessage()));
        } catch (RuntimeException again) {
            failed.addSuppressed(again);
        }
        return told;
    }

    private PluginRefusedException undo(PluginRow row, PluginRefusedException refused) {
        if (row.former().isPresent() && !canGoBack(row)) {
            return keepUpgraded(row, refused);
        }
        if (row.former().isPresent()) {
            store.delete(row.release().sha256());
            roster.save(row.reverted().seen(PluginState.STOPPED));
            return refused;
        }
        takeBack(row);
        return refused;
    }

    /** Leaves nothing of a first installation; data that was kept before it stays. */
    void takeBack(PluginRow row) {
        Optional<PluginVersion> kept = rows.kept(row.id());
        if (kept.isEmpty()) {
            if (isMigrated(row)) {
                // Who dies half-way finds an installation to undo, and none to finish.
                roster.save(row.at(ChangeStep.INSTALLING));
            }
            estate.erase(row.id());
        }
        rows.takeBack(
                row.id(), Optional.of(row.release().version()).filter(version -> isMigrated(row)));
        store.delete(row.release().sha256());
        roster.forget(row.id());
    }

    /** The step on record does not tell: there may have been nothing to migrate. */
    private boolean canGoBack(PluginRow row) {
        return row.former()
                .flatMap(former -> store.find(former.sha256()))
                .filter(former -> !estate.isBeyond(row.id(), former.jar()))
                .isPresent();
    }

    /** Clears away what no plugin owns any more. */
    void sweep() {
        estate.sweep();
    }

    private static boolean isMigrated(PluginRow row) {
        return row.step().filter(ChangeStep.MIGRATED::equals).isPresent();
    }

    /** The data is in its new form, which the former release does not understand. */
    private PluginRefusedException keepUpgraded(PluginRow row, PluginRefusedException refused) {
        PluginRefusedException explained =
                Refusals.because(
                        refused,
                        "upgraded-but-down",
                        row.id(),
                        row.release().version(),
                        refused.what());
        // First: a row that still names the former release shall find it.
        roster.save(row.failed(refused, explained.getMessage()).settled());
        row.former().map(PluginRow.Release::sha256).ifPresent(store::delete);
        return explained;
    }
}
