package studio.backline.platform.pluginhost.loading;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;
import studio.backline.contract.plugin.PluginEntry;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.data.ClassNames;
import studio.backline.platform.pluginhost.data.PluginData;
import studio.backline.platform.pluginhost.jar.StoredPlugin;
import studio.backline.platform.pluginhost.running.ForeignCode;
import studio.backline.platform.pluginhost.running.HostedPlugin;
import studio.backline.platform.pluginhost.running.LoaderScope;
import studio.backline.platform.pluginhost.running.PluginContexts;
import studio.backline.platform.pluginhost.running.StartedPlugin;

/** Loads, starts, stops and unloads. For the lifecycle thread alone. */
public final class PluginLoading {

    /** What is known of a plugin from its folder. */
    private record Source(PluginManifest manifest, StoredPlugin stored, List<String> persistent) {}

    private final Map<String, Source> sources = new HashMap<>();
    private final PluginContexts contexts;
    private final ForeignCode foreign;
    private final BacklinePluginManager plugins;

    /**
     * @param foreign runs all that is code of a plugin
     */
    public PluginLoading(
            PluginContexts contexts, PublishedPackages published, ForeignCode foreign) {
        this.contexts = contexts;
        this.foreign = foreign;
        this.plugins = new BacklinePluginManager(new Descriptors(), this::host, published);
    }

    /** Makes the plugin's class loader. Nothing of the plugin runs yet. */
    public ClassLoader load(PluginManifest manifest, StoredPlugin stored) {
        String id = manifest.id().value();
        sources.put(id, new Source(manifest, stored, ClassNames.persistent(stored.jar())));
        try {
            plugins.loadPlugin(stored.folder());
        } catch (RuntimeException failed) {
            sources.remove(id);
            throw failed;
        }
        return plugins.getPluginClassLoader(id);
    }

    /**
     * What a loaded plugin says of its schema. Loads its entities; of their code nothing runs but
     * what an annotation asks for.
     */
    public PluginSchema schema(PluginId id) {
        Source source = source(id);
        ClassLoader loader = plugins.getPluginClassLoader(id.value());
        return foreign.start(id, () -> schema(source, loader), read -> {});
    }

    private static PluginSchema schema(Source source, ClassLoader loader) {
        return LoaderScope.call(
                loader,
                () ->
                        PluginData.schema(
                                source.manifest(),
                                source.stored().jar(),
                                source.persistent().stream()
                                        .<Class<?>>map(name -> loaded(name, loader))
                                        .toList()));
    }

    /** Opens a loaded plugin's context; throws what it throws. */
    public StartedPlugin start(PluginId id) throws Exception {
        PluginState state = plugins.startPlugin(id.value());
        PluginWrapper wrapper = plugins.getPlugin(id.value());
        if (!state.isStarted()) {
            Throwable failed = wrapper.getFailedException();
            // The wrapper lives until the plugin is unloaded, and its exception with it.
            wrapper.setFailedException(null);
            throw failed instanceof Exception exception
                    ? exception
                    : new IllegalStateException("The plugin is %s.".formatted(state), failed);
        }
        return Objects.requireNonNull(((HostedPlugin) wrapper.getPlugin()).started());
    }

    /**
     * Closes the plugin's context and all that belongs to it. Never throws what a plugin throws.
     */
    public void stop(PluginId id) {
        if (isLoaded(id)) {
            plugins.stopPlugin(id.value());
        }
    }

    /** Lets go of the plugin's loader; empty when it was not loaded. */
    public Optional<ClassLoader> unload(PluginId id) {
        if (!isLoaded(id)) {
            return Optional.empty();
        }
        ClassLoader loader = plugins.getPluginClassLoader(id.value());
        plugins.unloadPlugin(id.value());
        sources.remove(id.value());
        return Optional.of(loader);
    }

    /** Whether the plugin has a loader now. */
    public boolean isLoaded(PluginId id) {
        return sources.containsKey(id.value());
    }

    private Plugin host(PluginWrapper wrapper) {
        Source source = source(new PluginId(wrapper.getPluginId()));
        return new HostedPlugin(wrapper, source.manifest(), source.persistent(), contexts, foreign);
    }

    private Source source(PluginId id) {
        return Objects.requireNonNull(sources.get(id.value()), "The plugin is not loaded.");
    }

    private static Class<?> loaded(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException broken) {
            throw new NoClassDefFoundError(name + ": " + broken.getMessage());
        }
    }

    /** Describes a plugin to PF4J from what its manifest says. */
    private final class Descriptors implements PluginDescriptorFinder {

        @Override
        public boolean isApplicable(Path folder) {
            return true;
        }

        @Override
        public PluginDescriptor find(Path folder) {
            PluginManifest manifest =
                    sources.values().stream()
                            .filter(source -> source.stored().folder().equals(folder))
                            .map(Source::manifest)
                            .findFirst()
                            .orElseThrow();
            return new DefaultPluginDescriptor(
                    manifest.id().value(),
                    manifest.description().byLanguage().getOrDefault("en", ""),
                    PluginEntry.class.getName(),
                    manifest.version().toString(),
                    "*",
                    "",
                    "");
        }
    }
}
