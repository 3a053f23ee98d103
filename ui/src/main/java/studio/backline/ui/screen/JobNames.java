package studio.backline.ui.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.job.JobLine;
import studio.backline.screens.job.NamesJobs;

/** What plugins call their jobs, and themselves, while they run. */
public final class JobNames {

    private static final Logger log = LoggerFactory.getLogger(JobNames.class);

    private final Supplier<List<RunningPlugin>> plugins;

    JobNames(Supplier<List<RunningPlugin>> plugins) {
        this.plugins = plugins;
    }

    /** The plugin while it runs. */
    public Optional<RunningPlugin> plugin(PluginId id) {
        return plugins.get().stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    /** How the plugin tells of its job; empty where it does not, or does not run. */
    public Optional<JobLine> of(PluginId id, String type, Map<String, String> parameters) {
        return plugin(id).flatMap(plugin -> name(plugin, type, parameters));
    }

    // A plugin at fault must not take the frame from everybody.
    private static Optional<JobLine> name(
            RunningPlugin plugin, String type, Map<String, String> parameters) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(plugin.classLoader());
            return plugin.beans(NamesJobs.class).stream()
                    .flatMap(names -> names.name(type, parameters).stream())
                    .findFirst();
        } catch (RuntimeException | Error fault) {
            log.warn("Plugin {} has no name for its job {}.", plugin.id(), type, fault);
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
