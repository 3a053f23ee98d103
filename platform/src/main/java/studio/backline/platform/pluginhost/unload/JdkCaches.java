package studio.backline.platform.pluginhost.unload;

import java.beans.Introspector;
import java.util.ResourceBundle;

/** Bean descriptions and message bundles of the JDK. */
final class JdkCaches implements LoaderCache {

    @Override
    public void forget(ClassLoader loader) {
        Introspector.flushCaches();
        ResourceBundle.clearCache(loader);
    }
}
