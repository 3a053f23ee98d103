package studio.backline.platform.pluginhost.manifest;

import studio.backline.platform.connections.ConnectionProviders;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginMount;
import studio.backline.platform.pluginhost.RunningPlugin;

/** Offers the providers of a plugin while it runs. */
public final class ProviderMount implements PluginMount {

    private final ConnectionProviders providers;

    /** Into these. */
    public ProviderMount(ConnectionProviders providers) {
        this.providers = providers;
    }

    @Override
    public void mount(RunningPlugin plugin) {
        PluginManifest manifest = plugin.manifest();
        providers.add(plugin.id(), manifest.name()::in, manifest.connections());
    }

    @Override
    public void unmount(RunningPlugin plugin) {
        providers.remove(plugin.id());
    }
}
