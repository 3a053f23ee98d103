package studio.backline.platform.pluginhost.unload;

import java.lang.reflect.Field;
import org.springframework.util.ConcurrentLruCache;

/** What Spring Data knows of domain types; it offers no way to clear it. */
final class SpringDataCaches implements LoaderCache {

    private static final String PACKAGE = "org.springframework.data.core.";

    @Override
    public void forget(ClassLoader loader) throws ReflectiveOperationException {
        clear("TypeDiscoverer", "CACHE");
        clear("ClassTypeInformation", "cache");
        clear("ClassTypeInformation", "resolvableTypeCache");
    }

    private static void clear(String type, String name) throws ReflectiveOperationException {
        Class<?> owner =
                Class.forName(PACKAGE + type, true, ConcurrentLruCache.class.getClassLoader());
        Field cache = owner.getDeclaredField(name);
        cache.setAccessible(true);
        ((ConcurrentLruCache<?, ?>) cache.get(null)).clear();
    }
}
