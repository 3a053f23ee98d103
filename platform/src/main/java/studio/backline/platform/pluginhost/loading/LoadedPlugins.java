package studio.backline.platform.pluginhost.loading;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Knows the loaders of plugins, weakly, in order to say whose class somebody else asks for. */
final class LoadedPlugins implements Outside {

    private final ClassLoader host;
    private final Map<PluginId, WeakReference<PluginClassLoader>> loaders =
            new ConcurrentHashMap<>();

    LoadedPlugins(ClassLoader host) {
        this.host = host;
    }

    void add(PluginClassLoader loader) {
        loaders.put(loader.plugin(), new WeakReference<>(loader));
    }

    @Override
    public ClassOutsideException refuse(PluginId plugin, String className) {
        String file = className.replace('.', '/') + ".class";
        if (host.getResource(file) != null) {
            return because(
                    className.startsWith("studio.backline.")
                            ? "outside.platform"
                            : "outside.unpublished",
                    className);
        }
        Optional<PluginId> owner =
                loaders.values().stream()
                        .map(WeakReference::get)
                        .filter(loader -> loader != null && !loader.plugin().equals(plugin))
                        .filter(loader -> loader.owns(className))
                        .map(PluginClassLoader::plugin)
                        .findFirst();
        return owner.map(other -> because("outside.other-plugin", className, other))
                .orElseGet(() -> because("outside.nowhere", className));
    }

    private static ClassOutsideException because(String key, Object... arguments) {
        return new ClassOutsideException(Refusals.explain(key, arguments));
    }
}
