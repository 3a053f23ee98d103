package studio.backline.server;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import studio.backline.platform.backup.ConfigurationPieces;
import studio.backline.platform.health.Examination;
import studio.backline.platform.identity.FirstRun;
import studio.backline.server.management.Announcement;
import studio.backline.server.settings.DataFolder;
import studio.backline.server.settings.SettingsExamination;
import studio.backline.server.settings.SettingsFile;
import studio.backline.server.settings.ShownSettings;

/** What the server adds to platform and ui. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    Announcement announcement(Environment environment, DataFolder folder, FirstRun firstRun) {
        return new Announcement(environment, folder, firstRun);
    }

    @Bean
    @Order(50)
    Examination settingsExamination() {
        return new SettingsExamination(SettingsFile.home());
    }

    @Bean
    ConfigurationPieces shownSettings(Environment environment) {
        return new ShownSettings(name -> Optional.ofNullable(environment.getProperty(name)));
    }

    /**
     * The management port has no people and no sessions: health is for everybody on this machine,
     * commands carry a token in a header that no browser sends by itself.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain managementChain(HttpSecurity http, Environment environment) {
        http.securityMatcher(
                request ->
                        request.getLocalPort()
                                == environment.getProperty(
                                        "local.management.port", Integer.class, -1));
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.csrf(CsrfConfigurer::disable);
        http.sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(cache -> cache.disable());
        return http.build();
    }
}
