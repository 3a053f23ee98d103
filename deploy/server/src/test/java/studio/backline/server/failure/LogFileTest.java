package studio.backline.server.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** A line of the log file, laid out as the server's own settings say. */
class LogFileTest {

    @Test
    void what_an_exception_says_is_not_in_it() throws Exception {
        Throwable thrown =
                new IllegalStateException(
                        "about Zoe", new SQLException("Key (email)=(zoe@mail.example)", "23505"));
        thrown.addSuppressed(new Error("of zoe@mail.example too"));

        String line = line(thrown);

        assertThat(line)
                .contains("An act failed, reference 1.")
                .contains("java.lang.IllegalStateException")
                .contains("Caused by: java.sql.SQLException 23505")
                .contains("Suppressed: java.lang.Error")
                .contains("LogFileTest.what_an_exception_says_is_not_in_it")
                .doesNotContainIgnoringCase("zoe");
    }

    /** It warns with all that was thrown, what the database says to a plugin among it. */
    @Test
    void what_the_context_of_a_plugin_says_of_a_failed_start_is_not_in_it() throws Exception {
        assertThat(
                        settings()
                                .getProperty(
                                        "logging.level."
                                                + AnnotationConfigApplicationContext.class
                                                        .getName()))
                .isEqualTo("error");
    }

    @Test
    void it_rolls_by_day_and_size_and_has_a_bound_in_all() throws Exception {
        StandardEnvironment settings = settings();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("log", Map.of("LOG_FILE", "backline.json")));
        String policy = "logging.logback.rollingpolicy.";

        assertThat(settings.getProperty(policy + "file-name-pattern"))
                .isEqualTo("backline.json.%d{yyyy-MM-dd}.%i.gz");
        assertThat(settings.getProperty(policy + "max-file-size")).isEqualTo("20MB");
        assertThat(settings.getProperty(policy + "max-history")).isEqualTo("14");
        assertThat(settings.getProperty(policy + "total-size-cap")).isEqualTo("500MB");
    }

    private static StandardEnvironment settings() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("build", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }

    private static String line(Throwable thrown) throws Exception {
        Environment environment = settings();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(environment.getRequiredProperty("logging.structured.format.file"));
        encoder.start();
        return new String(
                encoder.encode(
                        new LoggingEvent(
                                "",
                                context.getLogger("any"),
                                Level.ERROR,
                                "An act failed, reference {}.",
                                thrown,
                                new Object[] {1})),
                StandardCharsets.UTF_8);
    }
}
