package studio.backline.platform.pluginhost.loading;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.plugin.PluginId;

/**
 * Shows a plugin the JDK, the published packages of the host, and its own jars; never anything else
 * of the host, nor of another plugin. What is published always comes from the host, also where the
 * plugin brings a copy, so that both mean the same class.
 */
public final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final PluginId plugin;
    private final ClassLoader host;
    private final PublishedPackages published;
    private final Outside outside;

    PluginClassLoader(
            PluginId plugin,
            List<URL> jars,
            ClassLoader host,
            PublishedPackages published,
            Outside outside) {
        super("plugin " + plugin, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.plugin = plugin;
        this.host = host;
        this.published = published;
        this.outside = outside;
    }

    /** Whose. */
    public PluginId plugin() {
        return plugin;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = find(name);
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        if (published.holdsClass(name)) {
            return host.loadClass(name);
        }
        Optional<Class<?>> ofTheJdk = ofTheJdk(name);
        if (ofTheJdk.isPresent()) {
            return ofTheJdk.get();
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException notOwn) {
            throw outside.refuse(plugin, name);
        }
    }

    private Optional<Class<?>> ofTheJdk(String name) {
        try {
            return Optional.of(getParent().loadClass(name));
        } catch (ClassNotFoundException notThere) {
            return Optional.empty();
        }
    }

    /** Whether one of the plugin's own jars holds the class. */
    boolean owns(String className) {
        return findResource(className.replace('.', '/') + ".class") != null;
    }

    @Override
    public @Nullable URL getResource(String name) {
        if (published.holdsResource(name)) {
            return host.getResource(name);
        }
        URL own = findResource(name);
        return own != null ? own : getParent().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (published.holdsResource(name)) {
            return host.getResources(name);
        }
        List<URL> all = Collections.list(findResources(name));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }
}
