package studio.backline.platform.pluginhost.unload;

import java.lang.reflect.Field;
import java.util.Map;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Names of factories by class loader, held softly, which is for ever while memory is plenty. */
final class SpringFactoriesCache implements LoaderCache {

    @Override
    public void forget(ClassLoader loader) throws ReflectiveOperationException {
        Field cache = SpringFactoriesLoader.class.getDeclaredField("cache");
        cache.setAccessible(true);
        ((Map<?, ?>) cache.get(null)).remove(loader);
    }
}
