package studio.backline.testkit.flat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;
import studio.backline.testkit.TestDatabase;

/** The core's own context, running in a {@link PlatformLoader}, reached by reflection. */
final class Platform implements AutoCloseable {

    private static final String ROOT = "studio.backline.platform.";

    /** The modules that a plugin's services stand on; nothing of requests and sign-in. */
    private static final String[] MODULES = {
        "encryption",
        "database",
        "settings",
        "audit",
        "tenancy",
        "privacy",
        "work",
        "files",
        "bulk",
        "events",
        "outbound"
    };

    private final PlatformLoader loader;
    private final AnnotationConfigApplicationContext context;

    private Platform(PlatformLoader loader, AnnotationConfigApplicationContext context) {
        this.loader = loader;
        this.context = context;
    }

    static Platform start(Path distribution, Path folder, TestDatabase database)
            throws IOException {
        Path password = folder.resolve("database.password");
        Files.writeString(password, database.password());
        PlatformLoader loader = PlatformLoader.of(distribution.resolve("lib"));
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.setClassLoader(loader);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "backline.data", folder.resolve("data").toString(),
                                        "backline.database.url", database.url(),
                                        "backline.database.username", database.username(),
                                        "backline.database.password-file", password.toString(),
                                        "backline.encryption.root-key-file",
                                                folder.resolve("root.key").toString())));
        context.scan(Arrays.stream(MODULES).map(ROOT::concat).toArray(String[]::new));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            context.refresh();
        } finally {
            thread.setContextClassLoader(before);
        }
        return new Platform(loader, context);
    }

    /** The core's bean of a type that the test cannot see, named below the core's root package. */
    Object bean(String type) {
        return context.getBean(type(type));
    }

    /** The core's bean of a type of the contract. */
    <T> T shared(Class<T> type) {
        return context.getBean(type);
    }

    Class<?> type(String name) {
        try {
            return Class.forName(ROOT + name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The distribution has no " + ROOT + name, e);
        }
    }

    /** Makes a record or object of the core by its only constructor with so many arguments. */
    Object make(String type, Object... arguments) {
        for (Constructor<?> constructor : type(type).getDeclaredConstructors()) {
            if (constructor.getParameterCount() == arguments.length) {
                constructor.setAccessible(true);
                try {
                    return constructor.newInstance(arguments);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("Cannot make a %s.".formatted(type), e);
                }
            }
        }
        throw new IllegalStateException("No constructor of %s fits.".formatted(type));
    }

    /** As {@link #invoke}, where nothing is thrown but unchecked. */
    Object call(String type, @Nullable Object target, String name, Object... arguments) {
        try {
            return invoke(type, target, name, arguments);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a method by name and arguments, of the type as the core names it. */
    Object invoke(String type, @Nullable Object target, String name, Object... arguments)
            throws Exception {
        for (Method method : type(type).getDeclaredMethods()) {
            if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
                method.setAccessible(true);
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
        throw new IllegalStateException("%s has no method %s.".formatted(type, name));
    }

    private static boolean fits(Class<?>[] types, Object... arguments) {
        return types.length == arguments.length
                && IntStream.range(0, types.length)
                        .allMatch(n -> ClassUtils.isAssignableValue(types[n], arguments[n]));
    }

    @Override
    public void close() throws IOException {
        context.close();
        loader.close();
    }
}
