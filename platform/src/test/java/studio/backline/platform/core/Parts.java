package studio.backline.platform.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** What the server finds in its modules, looked for once for all contexts of a test run. */
public final class Parts {

    private static final Map<String, List<Class<?>>> FOUND = new ConcurrentHashMap<>();

    private Parts() {}

    /** The configurations and components of modules of the platform. */
    public static Class<?>[] of(String... modules) {
        return Stream.of(modules)
                .flatMap(module -> FOUND.computeIfAbsent(module, Parts::look).stream())
                .toArray(Class<?>[]::new);
    }

    private static List<Class<?>> look(String module) {
        return new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents("studio.backline.platform." + module).stream()
                        .map(BeanDefinition::getBeanClassName)
                        .<Class<?>>map(name -> ClassUtils.resolveClassName(name, null))
                        .toList();
    }
}
