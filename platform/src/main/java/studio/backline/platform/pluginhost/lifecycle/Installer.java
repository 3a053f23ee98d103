package studio.backline.platform.pluginhost.lifecycle;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.data.KeptReader;
import studio.backline.platform.pluginhost.jar.JarCheck;
import studio.backline.platform.pluginhost.jar.PluginJar;
import studio.backline.platform.pluginhost.jar.PluginStore;
import studio.backline.platform.pluginhost.jar.StoredPlugin;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Installs and upgrades: each step is on record before the next begins, and has its undo. */
final class Installer {

    private static final Logger log = LoggerFactory.getLogger(Installer.class);

    /** The code of the refusal that leaves a change as it is on record. */
    static final String SHUTTING_DOWN = "shutting-down";

    private final JarCheck check;
    private final PluginStore store;
    private final PluginRows rows;
    private final PluginRoster roster;
    private final PluginStarter starter;
    private final InstallUndo undo;

    Installer(
            JarCheck check,
            PluginStore store,
            PluginRows rows,
            PluginRoster roster,
            PluginStarter starter,
            InstallUndo undo) {
        this.check = check;
        this.store = store;
        this.rows = rows;
        this.roster = roster;
        this.starter = starter;
        this.undo = undo;
    }

    InstallPlan inspect(Path jar) {
        return plan(check.check(jar));
    }

    PluginRow install(Path file) {
        Path staged = store.stage(file);
        try {
            PluginJar jar = check.check(staged);
            roster.row(jar.manifest().id()).ifPresent(PluginRow::requireStaying);
            InstallPlan plan = plan(jar);
            PluginRow row = carryOut(plan, jar);
            log.info("Plugin {} {} is installed and runs.", row.id(), row.release().version());
            return row;
        } finally {
            store.discard(staged);
        }
    }

    private InstallPlan plan(PluginJar jar) {
        PluginManifest manifest = jar.manifest();
        Optional<PluginRow.Release> there = roster.row(manifest.id()).map(PluginRow::release);
        Optional<PluginVersion> version =
                there.map(PluginRow.Release::version).or(() -> rows.kept(manifest.id()));
        return new InstallPlan(
                manifest,
                KeptReader.read(manifest, jar.file()),
                step(jar, there, version),
                version,
                jar.sha256());
    }

    private static InstallPlan.Step step(
            PluginJar jar, Optional<PluginRow.Release> there, Optional<PluginVersion> version) {
        if (version.isEmpty()) {
            return InstallPlan.Step.NEW;
        }
        PluginManifest manifest = jar.manifest();
        PluginVersion present = version.get();
        int order = manifest.version().compareTo(present);
        if (order < 0) {
            String code = there.isPresent() ? "lower-version" : "lower-than-kept";
            throw Refusals.of(code, manifest.id(), present, manifest.version());
        }
        if (there.isEmpty()) {
            return InstallPlan.Step.RETURN;
        }
        if (order > 0) {
            return InstallPlan.Step.UPGRADE;
        }
        if (!there.get().sha256().equals(jar.sha256())) {
            throw Refusals.of("same-version-differs", manifest.id(), present);
        }
        return InstallPlan.Step.SAME_VERSION;
    }

    private PluginRow carryOut(InstallPlan plan, PluginJar jar) {
        StoredPlugin stored = store.keep(jar);
        PluginId id = plan.manifest().id();
        PluginRow.Release release = new PluginRow.Release(plan.manifest().version(), plan.sha256());
        return switch (plan.step()) {
            case NEW ->
                    bring(
                            PluginRow.begun(id, release, ChangeStep.INSTALLING, undo.now()),
                            plan.manifest(),
                            stored);
            case RETURN ->
                    bring(
                            PluginRow.begun(id, release, ChangeStep.RETURNING, undo.now()),
                            plan.manifest(),
                            stored);
            case UPGRADE ->
                    bring(
                            roster.row(id).orElseThrow().upgrading(release, undo.now()),
                            plan.manifest(),
                            stored);
            case SAME_VERSION -> restart(roster.row(id).orElseThrow(), plan.manifest(), stored);
        };
    }

    /** Brings a release up from the step that is on record; what fails is undone. */
    PluginRow bring(PluginRow begun, PluginManifest manifest, StoredPlugin stored) {
        roster.save(begun);
        undo.passed("recorded");
        starter.stopEverywhere(begun.id());
        try {
            starter.start(manifest, stored, () -> migrated(begun.id()));
        } catch (PluginRefusedException refused) {
            if (refused.code().equals(SHUTTING_DOWN)) {
                // No time for more: the next start finishes or undoes what is on record.
                throw refused;
            }
            throw takenBack(begun, refused);
        }
        undo.passed("started");
        PluginRow done =
                roster.save(
                        roster.row(begun.id())
                                .orElse(begun)
                                .wished(true)
                                .seen(PluginState.RUNNING)
                                .settled());
        rows.unkeep(begun.id());
        begun.former()
                .map(PluginRow.Release::sha256)
                .filter(former -> !former.equals(done.release().sha256()))
                .ifPresent(store::delete);
        return done;
    }

    /** Undoes what was begun, and starts the former release where that shall run. */
    PluginRefusedException takenBack(PluginRow begun, PluginRefusedException refused) {
        PluginRefusedException told = undo.undone(roster.row(begun.id()).orElse(begun), refused);
        roster.row(begun.id())
                .filter(row -> row.enabled() && row.state() == PluginState.STOPPED)
                .ifPresent(this::restoreFormer);
        return told;
    }

    private void restoreFormer(PluginRow former) {
        try {
            StoredPlugin stored =
                    store.find(former.release().sha256())
                            .orElseThrow(
                                    () ->
                                            Refusals.of(
                                                    "jar-missing",
                                                    former.id(),
                                                    former.release().version()));
            start(former, check.check(stored.jar()).manifest(), stored);
        } catch (PluginRefusedException refused) {
            log.warn("The former release does not start either: {}", refused.getMessage());
            roster.save(former.failed(refused, refused.getMessage()));
        }
    }

    private void migrated(PluginId id) {
        undo.passed("migrated");
        roster.row(id).ifPresent(row -> roster.save(row.at(ChangeStep.MIGRATED)));
        undo.passed("migration recorded");
    }

    private PluginRow restart(PluginRow row, PluginManifest manifest, StoredPlugin stored) {
        starter.stop(row.id());
        PluginRow wished = roster.save(row.wished(true).seen(PluginState.STARTING));
        return start(wished, manifest, stored);
    }

    /** Starts an installed release; a failure stays with the row as its reason. */
    PluginRow start(PluginRow row, PluginManifest manifest, StoredPlugin stored) {
        try {
            starter.start(manifest, stored, () -> {});
        } catch (PluginRefusedException refused) {
            roster.save(row.failed(refused, refused.getMessage()));
            throw refused;
        }
        // What runs is no longer taken back, even where an upgrade to it was still on record.
        return roster.save(row.seen(PluginState.RUNNING).settled());
    }
}
