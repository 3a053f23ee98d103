package studio.backline.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import studio.backline.server.failure.StopWhileStarting;
import studio.backline.server.metrics.MetricsConfiguration;

/** Starts the server. Data sources, migrations and entity managers are the platform's own. */
@SpringBootApplication(
        scanBasePackages = {"studio.backline.platform", "studio.backline.ui"},
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        exclude = {
            DataSourceAutoConfiguration.class,
            DataSourceInitializationAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            DataJpaRepositoriesAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@ConfigurationPropertiesScan({"studio.backline.platform", "studio.backline.ui"})
@Import({MetricsConfiguration.class, ServerConfiguration.class})
public class BacklineServer {

    private static final Logger LOG = LoggerFactory.getLogger(BacklineServer.class);

    public static void main(String[] args) {
        if (!start(args)) {
            System.exit(1);
        }
    }

    /** Starts the server; false where it could not, after the reason has been printed. */
    public static boolean start(String... args) {
        SpringApplication application = new SpringApplication(BacklineServer.class);
        try (StopWhileStarting _ = StopWhileStarting.watched()) {
            // Kept by its own threads and closed by the hook that Boot has set.
            ConfigurableApplicationContext context = application.run(args);
            return context.isActive();
        } catch (RuntimeException e) {
            LOG.debug("The start failed; the reporter has said why", e);
            return false;
        }
    }
}
