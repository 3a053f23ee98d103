package studio.backline.platform.pluginhost.unload;

import org.springframework.beans.CachedIntrospectionResults;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils;

/** What Spring remembers of types, methods and annotations, by its own ways to clear it. */
final class SpringCaches implements LoaderCache {

    @Override
    public void forget(ClassLoader loader) {
        ResolvableType.clearCache();
        ReflectionUtils.clearCache();
        AnnotationUtils.clearCache();
        CachedIntrospectionResults.clearClassLoader(loader);
    }
}
