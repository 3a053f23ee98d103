package studio.backline.server.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import studio.backline.platform.database.pool.PoolUses;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.server.settings.DataFolder;

/** Puts the figures on the management port. Boot reads it for that port's context alone. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class MetricsContext {

    @Bean
    ServletRegistrationBean<FiguresServlet> figures(
            PrometheusMeterRegistry registry,
            Plugins plugins,
            JobRuntime jobs,
            EventRuntime events,
            MailDesk mail,
            PoolUses pools,
            DataFolder data) {
        registry.getPrometheusRegistry()
                .register(new HouseFigures(plugins, jobs, events, mail, pools, data));
        return new ServletRegistrationBean<>(new FiguresServlet(registry), "/actuator/prometheus");
    }
}
