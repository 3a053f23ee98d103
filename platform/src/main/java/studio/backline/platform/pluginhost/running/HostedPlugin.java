package studio.backline.platform.pluginhost.running;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Plugin;
import org.pf4j.PluginWrapper;
import studio.backline.platform.pluginhost.PluginManifest;

/**
 * What PF4J starts and stops for each plugin. Never throws from {@link #stop()}: PF4J would keep
 * the plugin in its list of started ones, and its loader in memory, for ever.
 */
public final class HostedPlugin extends Plugin {

    private final PluginManifest manifest;
    private final ClassLoader loader;
    private final List<String> persistent;
    private final PluginContexts contexts;
    private @Nullable StartedPlugin started;

    /**
     * @param persistent names of its persistent classes
     */
    public HostedPlugin(
            PluginWrapper wrapper,
            PluginManifest manifest,
            List<String> persistent,
            PluginContexts contexts) {
        super(wrapper);
        this.manifest = manifest;
        this.loader = wrapper.getPluginClassLoader();
        this.persistent = List.copyOf(persistent);
        this.contexts = contexts;
    }

    @Override
    public void start() {
        try {
            started = contexts.open(manifest, loader, persistent);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable failed) {
            // PF4J lets some errors pass and would lose the state; an exception it understands.
            throw new PluginFailedException(failed);
        }
    }

    @Override
    public void stop() {
        StartedPlugin open = started;
        started = null;
        if (open != null) {
            open.close();
        }
    }

    /** The plugin while it runs; null before and after. */
    public @Nullable StartedPlugin started() {
        return started;
    }
}
