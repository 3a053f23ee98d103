package studio.backline.platform.pluginhost.loading;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.jar.StoredPlugin;

/**
 * PF4J with our descriptor, loader and factory, and without what it would decide by itself: which
 * folder to read, which plugin is disabled, and extensions by index, since a contribution is a
 * bean. Its lists are not safe for threads: only the lifecycle thread comes here. Plugins are
 * stopped and unloaded one by one, since its ways to do so for all lose some.
 */
final class BacklinePluginManager extends AbstractPluginManager {

    private final PluginDescriptorFinder descriptors;
    private final PluginFactory plugins;
    private final PublishedPackages published;
    private final LoadedPlugins loaded;

    BacklinePluginManager(
            PluginDescriptorFinder descriptors,
            PluginFactory plugins,
            PublishedPackages published) {
        // Before the superclass, whose constructor asks for all parts.
        this.descriptors = descriptors;
        this.plugins = plugins;
        this.published = published;
        this.loaded = new LoadedPlugins(host());
        super(List.of());
    }

    private static ClassLoader host() {
        return BacklinePluginManager.class.getClassLoader();
    }

    @Override
    protected void initialize() {
        super.initialize();
        setResolveRecoveryStrategy(ResolveRecoveryStrategy.IGNORE_PLUGIN_AND_CONTINUE);
    }

    @Override
    protected List<Path> createPluginsRoot() {
        return List.of();
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return descriptors;
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return plugins;
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path folder) {
                return true;
            }

            @Override
            public ClassLoader loadPlugin(Path folder, PluginDescriptor descriptor) {
                return loader(folder, new PluginId(descriptor.getPluginId()));
            }
        };
    }

    private PluginClassLoader loader(Path folder, PluginId id) {
        StoredPlugin stored = new StoredPlugin(folder);
        List<URL> jars = new ArrayList<>();
        jars.add(url(stored.jar()));
        stored.libraries().forEach(library -> jars.add(url(library)));
        PluginClassLoader loader = new PluginClassLoader(id, jars, host(), published, loaded);
        loaded.add(loader);
        return loader;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("Every file has a URL.", impossible);
        }
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path path) {
                // The store deletes, when nothing names the folder any more.
                return false;
            }
        };
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {
                // The table of plugins says what is wished.
            }

            @Override
            public void enablePlugin(String id) {
                // The table of plugins says what is wished.
            }
        };
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new DefaultExtensionFactory();
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new NoExtensions();
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }
}
