package studio.backline.platform.connections;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import studio.backline.contract.plugin.PluginId;

/** What the plugins that run on this node declare. */
public final class ConnectionProviders {

    private final Map<PluginId, List<DeclaredProvider>> declared = new ConcurrentSkipListMap<>();

    /** From now on these are offered for the plugin. */
    public void add(
            PluginId plugin, Function<Locale, String> name, List<ProviderDeclaration> providers) {
        declared.put(
                plugin,
                providers.stream()
                        .map(provider -> new DeclaredProvider(plugin, name, provider))
                        .toList());
    }

    /** The plugin's are offered no longer. */
    public void remove(PluginId plugin) {
        declared.remove(plugin);
    }

    /** All, by plugin and in the order in which it declares them. */
    public List<DeclaredProvider> all() {
        return declared.values().stream().flatMap(List::stream).toList();
    }

    /** One of a plugin's; empty where the plugin does not run, or declares no such provider. */
    public Optional<DeclaredProvider> find(PluginId plugin, String provider) {
        return declared.getOrDefault(plugin, List.of()).stream()
                .filter(each -> each.provider().id().equals(provider))
                .findFirst();
    }
}
