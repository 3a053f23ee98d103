package studio.backline.platform.pluginhost.unload;

import java.lang.reflect.Field;
import java.util.List;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Which converter fits which types, remembered softly by each conversion service that is static.
 */
final class SpringConverterCaches implements LoaderCache {

    private static final String SPRING = "org.springframework.";

    /** Found by reading the class files for static conversion services. */
    private static final List<String> OWNERS =
            List.of(
                    "boot.convert.ApplicationConversionService.sharedInstance",
                    "core.convert.support.DefaultConversionService.sharedInstance",
                    "data.jpa.repository.query.JpaQueryExecution.CONVERSION_SERVICE",
                    "data.projection.ProxyProjectionFactory.CONVERSION_SERVICE",
                    "data.repository.core.support.RepositoryFactorySupport.CONVERSION_SERVICE");

    @Override
    public void forget(ClassLoader loader) throws ReflectiveOperationException {
        for (String owner : OWNERS) {
            int dot = owner.lastIndexOf('.');
            Class<?> type =
                    ClassUtils.forName(
                            SPRING + owner.substring(0, dot),
                            GenericConversionService.class.getClassLoader());
            Field service = type.getDeclaredField(owner.substring(dot + 1));
            service.setAccessible(true);
            clear(service.get(null));
        }
    }

    private static void clear(Object service) throws ReflectiveOperationException {
        Field cache = GenericConversionService.class.getDeclaredField("converterCache");
        cache.setAccessible(true);
        if (service instanceof GenericConversionService
                && cache.get(service) instanceof ConcurrentReferenceHashMap<?, ?> converters) {
            converters.clear();
        }
    }
}
