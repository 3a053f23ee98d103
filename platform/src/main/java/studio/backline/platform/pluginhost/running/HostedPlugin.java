package studio.backline.platform.pluginhost.running;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Plugin;
import org.pf4j.PluginWrapper;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;

/**
 * What PF4J starts and stops for each plugin. Never throws from {@link #stop()}: PF4J would keep
 * the plugin in its list of started ones, and its loader in memory, for ever.
 */
public final class HostedPlugin extends Plugin {

    private final PluginManifest manifest;
    private final ClassLoader loader;
    private final List<String> persistent;
    private final PluginContexts contexts;
    private final ForeignCode foreign;
    private @Nullable StartedPlugin started;

    /**
     * @param persistent names of its persistent classes
     */
    public HostedPlugin(
            PluginWrapper wrapper,
            PluginManifest manifest,
            List<String> persistent,
            PluginContexts contexts,
            ForeignCode foreign) {
        super(wrapper);
        this.manifest = manifest;
        this.loader = wrapper.getPluginClassLoader();
        this.persistent = List.copyOf(persistent);
        this.contexts = contexts;
        this.foreign = foreign;
    }

    @Override
    public void start() {
        PluginPool pool = contexts.pool(manifest.id());
        try {
            // PF4J lets some errors pass and would lose the state; from here come exceptions alone.
            started =
                    foreign.start(
                            manifest.id(),
                            () -> contexts.open(manifest, loader, persistent, pool),
                            StartedPlugin::close);
        } catch (PluginRefusedException failed) {
            // Also where the plugin hangs: what it has open in the database ends with this.
            pool.close();
            throw failed;
        }
    }

    @Override
    public void stop() {
        StartedPlugin open = started;
        started = null;
        if (open != null) {
            foreign.stop(manifest.id(), open::close);
            open.cutOff();
        }
    }

    /** The plugin while it runs; null before and after. */
    public @Nullable StartedPlugin started() {
        return started;
    }
}
