package studio.backline.platform.pluginhost.unload;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Static maps of Spring that are keyed by somebody's class and held softly: they would go under
 * pressure only, and until then the plugin would count as held. Losing an entry costs its being
 * computed again.
 */
final class SpringSoftCaches implements LoaderCache {

    private static final Logger log = LoggerFactory.getLogger(SpringSoftCaches.class);
    private static final String SPRING = "org.springframework.";

    /** Found by reading the class files for static maps of this kind. */
    private static final List<String> OWNERS =
            List.of(
                    "beans.BeanUtils",
                    "context.annotation.BeanAnnotationHelper",
                    "context.event.GenericApplicationListenerAdapter",
                    "core.BridgeMethodResolver",
                    "core.GenericTypeResolver",
                    "core.annotation.AnnotationTypeMappings",
                    "core.annotation.AttributeMethods",
                    "core.annotation.OrderUtils",
                    "core.annotation.RepeatableContainers$StandardRepeatableContainers",
                    "core.convert.Property",
                    "core.convert.support.ObjectToObjectConverter",
                    "data.core.NullableWrapperConverters",
                    "data.core.ReactiveWrappers",
                    "data.core.SimplePropertyPath",
                    "data.jpa.provider.PersistenceProvider",
                    "data.mapping.model.KotlinCopyMethod",
                    "data.repository.core.support.EventPublishingRepositoryProxyPostProcessor"
                            + "$EventPublishingMethod",
                    "data.repository.query.ReturnedType",
                    "data.repository.util.QueryExecutionConverters",
                    "data.spel.spi.ParameterTypes",
                    "data.util.ParameterTypes",
                    "data.util.ProxyUtils",
                    "orm.jpa.ExtendedEntityManagerCreator",
                    "orm.jpa.SharedEntityManagerCreator",
                    "util.ClassUtils");

    @Override
    public void forget(ClassLoader loader) {
        OWNERS.forEach(SpringSoftCaches::clear);
    }

    private static void clear(String owner) {
        try {
            Class<?> type =
                    Class.forName(
                            SPRING + owner,
                            true,
                            ConcurrentReferenceHashMap.class.getClassLoader());
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    if (field.get(null) instanceof ConcurrentReferenceHashMap<?, ?> cache) {
                        cache.clear();
                    }
                }
            }
        } catch (ReflectiveOperationException | LinkageError changed) {
            log.debug(
                    "{} is not what it was; it may hold a removed plugin softly.", owner, changed);
        }
    }
}
