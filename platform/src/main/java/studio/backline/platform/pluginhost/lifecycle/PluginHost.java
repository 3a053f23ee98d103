package studio.backline.platform.pluginhost.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** The one {@link Plugins}: hands each change to the lifecycle thread. */
final class PluginHost implements Plugins, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private final LifecycleThread thread = new LifecycleThread();
    private final PluginRoster roster;
    private final Installer installer;
    private final Switchboard switchboard;
    private final Startup startup;
    private final PluginFolders folders;
    private final PluginSchemas schemas;

    PluginHost(
            PluginRoster roster,
            Installer installer,
            Switchboard switchboard,
            Startup startup,
            PluginFolders folders,
            PluginSchemas schemas) {
        this.roster = roster;
        this.installer = installer;
        this.switchboard = switchboard;
        this.startup = startup;
        this.folders = folders;
        this.schemas = schemas;
    }

    /** Puts in order what an earlier run left, and starts what shall run. Never throws. */
    void start() {
        thread.call(
                () -> {
                    startup.run();
                    folders.dropped().forEach(this::takeUp);
                    return true;
                });
        if (!startup.safeMode()) {
            folders.watch(jar -> thread.call(() -> takeUp(jar)));
        }
    }

    private boolean takeUp(Path jar) {
        if (startup.safeMode()) {
            return false;
        }
        try {
            installer.install(jar);
            folders.taken(jar);
            return true;
        } catch (PluginRefusedException refused) {
            log.warn("{} is not installed: {}", jar.getFileName(), refused.getMessage());
            return false;
        }
    }

    /** The server is up: this start was no failure. */
    void succeeded() {
        startup.succeeded();
    }

    @Override
    public List<PluginInfo> list() {
        return roster.infos();
    }

    @Override
    public List<RunningPlugin> running() {
        return List.copyOf(roster.running());
    }

    @Override
    public List<AvailablePlugin> available() {
        return folders.available(this::inspect);
    }

    @Override
    public InstallPlan inspect(Path jar) {
        return installer.inspect(jar);
    }

    @Override
    public PluginInfo install(Path jar) {
        requireNoSafeMode();
        return thread.call(() -> roster.info(installer.install(jar)));
    }

    @Override
    public PluginInfo enable(PluginId id) {
        requireNoSafeMode();
        return thread.call(() -> roster.info(switchboard.enable(require(id))));
    }

    @Override
    public PluginInfo disable(PluginId id) {
        return thread.call(() -> roster.info(switchboard.disable(require(id))));
    }

    @Override
    public Map<String, Long> rowCounts(PluginId id) {
        require(id);
        return schemas.rowCounts(id);
    }

    @Override
    public RemovalResult remove(PluginId id, RemovalChoice choice) {
        return thread.call(() -> switchboard.remove(require(id), choice));
    }

    @Override
    public boolean safeMode() {
        return startup.safeMode();
    }

    @Override
    public List<String> notices() {
        return startup.notices();
    }

    private PluginRow require(PluginId id) {
        Optional<PluginRow> row = roster.row(id);
        return row.orElseThrow(() -> Refusals.of("not-installed", id));
    }

    private void requireNoSafeMode() {
        if (startup.safeMode()) {
            throw Refusals.of("safe-mode");
        }
    }

    @Override
    public void close() {
        folders.close();
        thread.call(
                () -> {
                    roster.running().forEach(plugin -> switchboard.close(plugin.id()));
                    return true;
                });
        thread.close();
    }
}
