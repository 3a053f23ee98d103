package studio.backline.ui.screen;

import com.vaadin.flow.component.internal.ComponentMetaData;
import com.vaadin.flow.component.internal.UIInternals;
import com.vaadin.flow.data.binder.BeanPropertySet;
import com.vaadin.flow.internal.ReflectionCache;
import com.vaadin.flow.server.VaadinService;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of the classes of an unmounted plugin that Vaadin keeps in static caches. Each was found
 * by walking a heap from the loader to its roots; where a new Vaadin has renamed one, the removal
 * goes on and the log says so, and the loader then counts as held.
 */
final class VaadinCaches {

    private static final Logger LOG = LoggerFactory.getLogger(VaadinCaches.class);

    private VaadinCaches() {}

    static void forget(ClassLoader loader, VaadinService service) {
        ReflectionCache.clearAll();
        forgetStatic(UIInternals.class, "warnedAboutDeps");
        forgetStatic(BeanPropertySet.class, "INSTANCES");
        forgetDestroyListeners(loader, service);
    }

    private static void forgetStatic(Class<?> holder, String name) {
        try {
            Field field = holder.getDeclaredField(name);
            field.setAccessible(true);
            Object value = field.get(null);
            if (value instanceof Map<?, ?> map) {
                map.clear();
            } else if (value instanceof Collection<?> collection) {
                collection.clear();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("{}.{} is not what it was: a plugin may stay in memory.", holder, name, e);
        }
    }

    /**
     * ComponentMetaData adds one listener per view class and captures itself, which names the
     * class.
     */
    private static void forgetDestroyListeners(ClassLoader loader, VaadinService service) {
        try {
            Field field = VaadinService.class.getDeclaredField("serviceDestroyListeners");
            field.setAccessible(true);
            if (field.get(service) instanceof Collection<?> listeners) {
                listeners.removeIf(listener -> captures(listener, loader, 1));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("Vaadin's destroy listeners are not what they were.", e);
        }
    }

    private static boolean captures(Object holder, ClassLoader loader, int deeper) {
        for (Field field : holder.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object captured = field.get(holder);
                if (captured != null && isOf(captured, loader, deeper)) {
                    return true;
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.debug("Could not look into {}.", holder.getClass(), e);
            }
        }
        return false;
    }

    private static boolean isOf(Object captured, ClassLoader loader, int deeper) {
        if (captured instanceof Class<?> type) {
            return type.getClassLoader() == loader;
        }
        return captured.getClass().getClassLoader() == loader
                || deeper > 0
                        && captured instanceof ComponentMetaData
                        && captures(captured, loader, deeper - 1);
    }
}
