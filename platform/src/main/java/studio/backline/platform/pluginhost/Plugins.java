package studio.backline.platform.pluginhost;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.database.HeldData;

/**
 * The plugins of this server. Whatever changes something waits for the one lifecycle thread, does
 * its work there and returns when it is done; readers see the state as it is now. Each change is on
 * record in the instance's audit, as of the account that asked; of nobody where a command did.
 */
public interface Plugins {

    /** The largest jar that is taken, in megabytes. */
    int LARGEST_MB = 64;

    /** Installed plugins by id, also those that do not run. */
    List<PluginInfo> list();

    /** An installed plugin. */
    default Optional<PluginInfo> find(PluginId id) {
        return list().stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    /** Removed plugins whose data is kept, by id; {@link #remove} erases it. */
    List<KeptPlugin> kept();

    /** Plugins that run now. */
    List<RunningPlugin> running();

    /** Jars that lie ready in the distribution and in the drop folder. */
    List<AvailablePlugin> available();

    /**
     * Says what installing a jar would do, and changes nothing.
     *
     * @throws PluginRefusedException when it would be refused
     */
    InstallPlan inspect(Path jar);

    /**
     * Installs a jar, or upgrades to it, and starts the plugin. The file is copied.
     *
     * @throws PluginRefusedException when it is refused; nothing is left of the attempt
     */
    PluginInfo install(Path jar, Optional<AccountId> by);

    /** The same, asked by a command. */
    default PluginInfo install(Path jar) {
        return install(jar, Optional.empty());
    }

    /**
     * Starts a plugin now and at each start of the server.
     *
     * @throws PluginRefusedException when it is not installed or does not start
     */
    PluginInfo enable(PluginId id, Optional<AccountId> by);

    /** The same, asked by a command. */
    default PluginInfo enable(PluginId id) {
        return enable(id, Optional.empty());
    }

    /**
     * Stops a plugin now and leaves it off at each start of the server.
     *
     * @throws PluginRefusedException when it is not installed
     */
    PluginInfo disable(PluginId id, Optional<AccountId> by);

    /** The same, asked by a command. */
    default PluginInfo disable(PluginId id) {
        return disable(id, Optional.empty());
    }

    /**
     * What the plugin holds, over all workspaces, for the question before a removal; empty where it
     * cannot be counted now.
     *
     * @throws PluginRefusedException when it is not there
     */
    Optional<List<HeldData>> held(PluginId id);

    /**
     * Removes a plugin. Its data goes by the choice; its classes leave the memory, or the result
     * says that a restart is advised. A removal that is refused half-way stays on record: until it
     * is asked for again, or the next start finishes it, the plugin does not run. Data that was
     * kept at a removal can be erased in the same way.
     *
     * @throws PluginRefusedException when it is not there, or something keeps its data
     */
    RemovalResult remove(PluginId id, RemovalChoice choice, Optional<AccountId> by);

    /** The same, asked by a command. */
    default RemovalResult remove(PluginId id, RemovalChoice choice) {
        return remove(id, choice, Optional.empty());
    }

    /**
     * What an operator should know as it is now, in sentences fit to be shown: what this start
     * found cut off by a crash and has finished or undone, which removal is not finished, and which
     * removed plugin is still in memory. Mostly empty.
     */
    List<String> notices();

    /** Whether this start is in safe mode, in which no plugin runs. */
    boolean safeMode();
}
