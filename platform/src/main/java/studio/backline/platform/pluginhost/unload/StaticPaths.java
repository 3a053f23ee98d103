package studio.backline.platform.pluginhost.unload;

import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The shortest way from a static field, or from what the JDK keeps for the whole machine, to a
 * class loader, or to something of its classes, without a heap dump, which would lay every person's
 * data on the disk. Walks fields of the server's objects, of the JDK's in the packages that it
 * opens, and the contents of its collections; names types and fields, no values. Weak and soft
 * references are not followed: what they hold goes by itself.
 */
final class StaticPaths {

    private static final int MAX_OBJECTS = 400_000;
    private static final int MAX_ELEMENTS = 20_000;

    /** An object and how it was reached. */
    private record Step(Object object, @Nullable Step from, String through) {}

    private final ClassLoader wanted;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Class<?>> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> queue = new ArrayDeque<>();
    private @Nullable Step found;

    StaticPaths(ClassLoader wanted) {
        this.wanted = wanted;
    }

    /** The way in words; empty when there is none that can be seen. */
    Optional<String> find() {
        JdkRegistries.forEach((object, name) -> reach(object, null, name));
        InitializedClasses.seenBy(StaticPaths.class.getClassLoader()).forEach(this::openStatic);
        while (found == null && !queue.isEmpty() && seen.size() < MAX_OBJECTS) {
            Step next = queue.remove();
            try {
                open(next);
            } catch (RuntimeException changing) {
                // Somebody works with it at the same time; the other ways are still open.
                continue;
            }
        }
        return Optional.ofNullable(found).map(StaticPaths::words);
    }

    private void openStatic(Class<?> type) {
        if (opened.add(type)) {
            fields(type, null, true);
            // Whoever has a ClassValue can hang what is his on a class of somebody else.
            reach(type, null, "what hangs on");
        }
    }

    private void open(Step step) {
        Object object = step.object();
        boolean byContents = isOfTheJdk(object) && !isBetterSeenByItsFields(object);
        switch (object) {
            case Object[] array -> {
                for (int i = 0; i < Math.min(Array.getLength(array), MAX_ELEMENTS); i++) {
                    reach(array[i], step, "[]");
                }
            }
            case Member member -> reach(member.getDeclaringClass(), step, " declared by");
            case Thread thread ->
                    reach(thread.getContextClassLoader(), step, ".contextClassLoader");
            case ThreadPoolExecutor pool -> reach(pool.getQueue(), step, ".queue");
            case AtomicReference<?> reference -> reach(reference.get(), step, ".get()");
            case Proxy proxy -> reach(handler(proxy), step, ".handler");
            case Map<?, ?> map when byContents -> openMap(map, step);
            case Collection<?> collection when byContents ->
                    collection.stream()
                            .limit(MAX_ELEMENTS)
                            .forEach(each -> reach(each, step, " element"));
            default -> {}
        }
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (InitializedClasses.isOpen(type) && !(byContents && type.getModule().isNamed())) {
                openStatic(type);
                fields(type, step, false);
            }
        }
    }

    private void openMap(Map<?, ?> map, Step step) {
        boolean weak = map instanceof WeakHashMap<?, ?> || makesUpEntries(map);
        map.entrySet().stream()
                .limit(MAX_ELEMENTS)
                .forEach(
                        entry -> {
                            reach(weak ? null : entry.getKey(), step, " key");
                            reach(entry.getValue(), step, " value");
                        });
    }

    /** Such as commons-logging's, which shows as keys what it holds weakly. */
    private static boolean makesUpEntries(Map<?, ?> map) {
        try {
            return !map.getClass().getMethod("entrySet").getDeclaringClass().getModule().isNamed();
        } catch (NoSuchMethodException never) {
            return false;
        }
    }

    private static @Nullable InvocationHandler handler(Proxy proxy) {
        return Proxy.getInvocationHandler(proxy);
    }

    /** There may be a weak map behind it; and whoever reads the entries of one changes it. */
    private static boolean isBetterSeenByItsFields(Object object) {
        String type = object.getClass().getName();
        return (object instanceof WeakHashMap<?, ?>
                        || type.startsWith("java.util.WeakHashMap$")
                        || type.startsWith("java.util.Collections$"))
                && InitializedClasses.isOpen(WeakHashMap.class);
    }

    /** A collection of the JDK, or one that only adds to such: to read it loads nothing. */
    private static boolean isOfTheJdk(Object object) {
        if (!(object instanceof Map<?, ?> || object instanceof Collection<?>)) {
            return false;
        }
        Class<?> type = object.getClass();
        while (!type.getModule().isNamed()) {
            type = type.getSuperclass();
        }
        return type != Object.class && !Modifier.isAbstract(type.getModifiers());
    }

    private void fields(Class<?> type, @Nullable Step of, boolean ofClass) {
        Field[] all;
        try {
            all = type.getDeclaredFields();
        } catch (LinkageError incomplete) {
            return;
        }
        for (Field field : all) {
            if (!field.getType().isPrimitive()
                    && Modifier.isStatic(field.getModifiers()) == ofClass) {
                String name =
                        (ofClass ? "static field " + type.getName() : "") + "." + field.getName();
                reach(value(field, of), of, name);
            }
        }
    }

    private static @Nullable Object value(Field field, @Nullable Step of) {
        try {
            return field.trySetAccessible() ? field.get(of == null ? null : of.object()) : null;
        } catch (IllegalAccessException | LinkageError closed) {
            return null;
        }
    }

    private void reach(@Nullable Object object, @Nullable Step from, String through) {
        if (object == null
                || found != null
                || object == this
                || object instanceof String
                || object instanceof Number
                || object instanceof Enum<?>
                || object instanceof SoftReference<?>
                || !seen.add(object)) {
            return;
        }
        Step step = new Step(object, from, through);
        if (object == wanted
                || object.getClass().getClassLoader() == wanted
                || (object instanceof Class<?> type && type.getClassLoader() == wanted)) {
            found = step;
        }
        queue.add(step);
    }

    private static String words(Step last) {
        StringBuilder way = new StringBuilder();
        for (Step step = last; step != null; step = step.from()) {
            String type =
                    step.object() instanceof Class<?> itself
                            ? "class " + itself.getName()
                            : step.object().getClass().getName();
            way.insert(0, "%s (%s)".formatted(step.through(), type));
        }
        return way.toString();
    }
}
