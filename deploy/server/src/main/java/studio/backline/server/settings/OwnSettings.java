package studio.backline.server.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Leaves out what Spring would read besides the documented settings: an {@code application.yaml} in
 * the folder that the server is started in, and variables that somebody has set for another program
 * ({@code LOGGING_LEVEL_ROOT=debug} would fill the log with people's data). Before any file is
 * read.
 */
public final class OwnSettings implements EnvironmentPostProcessor, Ordered {

    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        keepOwn(environment.getPropertySources());
    }

    static void keepOwn(MutablePropertySources sources) {
        if (sources.get(VARIABLES) instanceof SystemEnvironmentPropertySource all) {
            SettingsReference reference = SettingsReference.ofThisBuild();
            Map<String, Object> own = new LinkedHashMap<>(all.getSource());
            own.keySet().removeIf(name -> !isOwn(name.toUpperCase(Locale.ROOT), reference));
            sources.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, own));
        }
        sources.addFirst(
                new MapPropertySource(
                        "house", Map.of("spring.config.location", "classpath:/application.yaml")));
    }

    /** What begins with our name and is no setting is told of later. */
    private static boolean isOwn(String variable, SettingsReference reference) {
        return variable.startsWith("BACKLINE_") || reference.knowsVariable(variable);
    }
}
