package studio.backline.ui.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.job.JobLine;
import studio.backline.screens.job.NamesJobs;
import studio.backline.ui.voice.PluginVoices;

/** What plugins call their jobs, and themselves, while they run. */
public final class JobNames {

    private final Supplier<List<RunningPlugin>> plugins;
    private final PluginVoices voices;

    JobNames(Supplier<List<RunningPlugin>> plugins, PluginVoices voices) {
        this.plugins = plugins;
        this.voices = voices;
    }

    /** The plugin while it runs. */
    public Optional<RunningPlugin> plugin(PluginId id) {
        return plugins.get().stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    /** How the plugin tells of its job; empty where it does not, or does not run. */
    public Optional<JobLine> of(PluginId id, String type, Map<String, String> parameters) {
        return plugin(id)
                .flatMap(
                        plugin -> voices.ask(plugin, () -> name(plugin, type, parameters)).answer())
                .flatMap(Function.identity());
    }

    private static Optional<JobLine> name(
            RunningPlugin plugin, String type, Map<String, String> parameters) {
        return plugin.beans(NamesJobs.class).stream()
                .flatMap(names -> names.name(type, parameters).stream())
                .findFirst();
    }
}
