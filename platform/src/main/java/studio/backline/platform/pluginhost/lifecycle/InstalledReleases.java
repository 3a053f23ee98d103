package studio.backline.platform.pluginhost.lifecycle;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.jar.JarCheck;
import studio.backline.platform.pluginhost.jar.PluginStore;
import studio.backline.platform.pluginhost.jar.StoredPlugin;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Finds installed releases in the store, checks them as if they were new, and starts them. */
final class InstalledReleases {

    private static final Logger log = LoggerFactory.getLogger(InstalledReleases.class);

    private final PluginStore store;
    private final JarCheck check;
    private final Installer installer;
    private final PluginRoster roster;

    InstalledReleases(PluginStore store, JarCheck check, Installer installer, PluginRoster roster) {
        this.store = store;
        this.check = check;
        this.installer = installer;
        this.roster = roster;
    }

    /** Starts an installed release; a failure stays with the row as its reason. */
    PluginRow start(PluginRow row) {
        Checked found;
        try {
            found = checked(row);
        } catch (PluginRefusedException refused) {
            roster.save(row.seen(PluginState.FAILED, refused.getMessage()));
            throw refused;
        }
        return installer.start(row, found.manifest(), found.stored());
    }

    /** Starts what another node has installed, on this one alone: the row stays as it is. */
    void startHere(PluginRow row, PluginStarter starter) {
        Checked found = checked(row);
        starter.start(found.manifest(), found.stored(), () -> {});
    }

    /** Goes on with a change from the step that is on record; what fails is undone. */
    PluginRow resume(PluginRow row) {
        Checked found;
        try {
            found = checked(row);
        } catch (PluginRefusedException refused) {
            throw installer.takenBack(row, refused);
        }
        return installer.bring(row, found.manifest(), found.stored());
    }

    private record Checked(StoredPlugin stored, PluginManifest manifest) {}

    private Checked checked(PluginRow row) {
        StoredPlugin stored = find(row.release()).orElseThrow(() -> missing(row));
        return new Checked(stored, check.check(stored.jar()).manifest());
    }

    /** Reads name and description of a release, for lists, when its jar can be read. */
    void describe(PluginRow row) {
        try {
            find(row.release())
                    .map(stored -> check.check(stored.jar()).manifest())
                    .ifPresent(roster::describe);
        } catch (PluginRefusedException refused) {
            // It is listed by its id, with the reason that starting it gives.
            roster.save(row.seen(row.state(), refused.getMessage()));
        } catch (RuntimeException broken) {
            log.warn("Nothing is known of plugin {} but its row.", row.id(), broken);
        }
    }

    void delete(PluginRow.Release release) {
        store.delete(release.sha256());
    }

    /** Clears the store of all that no row names; whether there was any. */
    boolean sweep(Iterable<PluginRow> all) {
        Set<String> named = new HashSet<>();
        for (PluginRow row : all) {
            named.add(row.release().sha256());
            row.former().map(PluginRow.Release::sha256).ifPresent(named::add);
        }
        return store.sweep(named);
    }

    private Optional<StoredPlugin> find(PluginRow.Release release) {
        return store.find(release.sha256());
    }

    private static PluginRefusedException missing(PluginRow row) {
        return Refusals.of("jar-missing", row.id(), row.release().version());
    }
}
