package studio.backline.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OwnSettingsTest {

    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Test
    void variablesOfOtherProgramsHaveNoSay() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        VARIABLES,
                        new SystemEnvironmentPropertySource(
                                VARIABLES,
                                Map.of(
                                        "SERVER_PORT", "9000",
                                        "BACKLINE_DATE", "judged later",
                                        "LOGGING_LEVEL_ROOT", "debug",
                                        "SPRING_APPLICATION_JSON", "{}",
                                        "SERVER_SERVLET_CONTEXT_PATH", "/x")));

        OwnSettings.keepOwn(environment.getPropertySources());

        assertThat(environment.getProperty("server.port")).isEqualTo("9000");
        assertThat(environment.getProperty("BACKLINE_DATE")).isEqualTo("judged later");
        assertThat(environment.getProperty("logging.level.root")).isNull();
        assertThat(environment.getProperty("spring.application.json")).isNull();
        assertThat(environment.getProperty("server.servlet.context-path")).isNull();
    }

    @Test
    void noFileIsReadBesidesTheServersOwn() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "given", Map.of("spring.config.location", "file:./other.yaml")));

        OwnSettings.keepOwn(environment.getPropertySources());

        assertThat(environment.getProperty("spring.config.location"))
                .isEqualTo("classpath:/application.yaml");
    }
}
