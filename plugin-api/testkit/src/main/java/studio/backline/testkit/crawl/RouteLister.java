package studio.backline.testkit.crawl;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs inside the server, once, and writes down which addresses it answers: those of Spring's
 * handlers, of servlets, and of Vaadin's screens. Knows the server's classes by name alone, since
 * they are not on this module's path.
 */
public final class RouteLister {

    private static final String HANDLERS =
            "org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping";

    private RouteLister() {}

    /**
     * Called by the Java machine that it is loaded into.
     *
     * @param file where the addresses go, one a line; last comes a line that says so
     */
    public static void agentmain(String file, Instrumentation machine) throws Exception {
        Set<String> found = new TreeSet<>();
        try {
            for (Object context : contexts()) {
                handlers(context, found);
                screens(context, found);
            }
            found.add("~ " + found.size());
        } catch (ReflectiveOperationException e) {
            found.add("~ failed: " + e);
        }
        Path done = Path.of(file);
        Path writing = Path.of(file + ".part");
        Files.write(writing, found);
        Files.move(writing, done);
    }

    /** Spring Boot keeps them to close them with the process. */
    private static Collection<?> contexts() throws ReflectiveOperationException {
        Object hook =
                field(
                        Class.forName("org.springframework.boot.SpringApplication"),
                        null,
                        "shutdownHook");
        return List.copyOf((Set<?>) field(hook.getClass(), hook, "contexts"));
    }

    private static void handlers(Object context, Set<String> found)
            throws ReflectiveOperationException {
        Map<?, ?> mappings =
                (Map<?, ?>)
                        method(context, "getBeansOfType", Class.class)
                                .invoke(context, Class.forName(HANDLERS));
        for (Object mapping : mappings.values()) {
            Map<?, ?> methods = (Map<?, ?>) call(mapping, "getHandlerMethods");
            for (Object info : methods.keySet()) {
                Object asked = call(call(info, "getMethodsCondition"), "getMethods");
                for (Object pattern : (Set<?>) call(info, "getPatternValues")) {
                    found.add("handler " + asked + " " + pattern);
                }
            }
        }
    }

    private static void screens(Object context, Set<String> found)
            throws ReflectiveOperationException {
        Object servlets;
        try {
            servlets = call(context, "getServletContext");
        } catch (NoSuchMethodException notOfTheWeb) {
            return;
        }
        for (Object servlet : ((Map<?, ?>) call(servlets, "getServletRegistrations")).values()) {
            for (Object pattern : (Collection<?>) call(servlet, "getMappings")) {
                found.add("servlet " + pattern);
            }
        }
        Class<?> registries =
                Class.forName("com.vaadin.flow.server.startup.ApplicationRouteRegistry");
        Class<?> contexts = Class.forName("com.vaadin.flow.server.VaadinContext");
        Object vaadin =
                Class.forName("com.vaadin.flow.server.VaadinServletContext")
                        .getConstructors()[0]
                        .newInstance(servlets);
        Object registry = registries.getMethod("getInstance", contexts).invoke(null, vaadin);
        for (Object route : (Collection<?>) call(registry, "getRegisteredRoutes")) {
            found.add("screen " + call(route, "getTemplate"));
            for (Object alias : (Collection<?>) call(route, "getRouteAliases")) {
                found.add("screen " + call(alias, "getTemplate"));
            }
        }
    }

    private static Object field(Class<?> type, @Nullable Object of, String name)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static Object call(Object of, String name) throws ReflectiveOperationException {
        return method(of, name).invoke(of);
    }

    private static Method method(Object of, String name, Class<?>... arguments)
            throws NoSuchMethodException {
        Method method = of.getClass().getMethod(name, arguments);
        method.setAccessible(true);
        return method;
    }
}
