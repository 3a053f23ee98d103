package studio.backline.ui.security;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The one cookie, how long it lives, and whose word about visitors is believed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class SessionConfiguration {

    /** Whoever asks for a page gets a session with it; nobody is known to come back to it. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    @Bean
    SessionCookie sessionCookie(WebProperties web, Environment environment) {
        return SessionCookie.of(web, environment);
    }

    @Bean
    ServletContextInitializer sessionTracking(SessionCookie chosen) {
        return context -> {
            context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
            context.setSessionTimeout((int) UNKNOWN.toMinutes());
            SessionCookieConfig cookie = context.getSessionCookieConfig();
            cookie.setName(chosen.name());
            cookie.setHttpOnly(true);
            cookie.setSecure(chosen.secure());
            cookie.setPath("/");
            cookie.setAttribute("SameSite", "Lax");
        };
    }

    @Bean
    CookieSameSiteSupplier everyCookieLax() {
        return CookieSameSiteSupplier.ofLax();
    }

    /**
     * Whoever is led on stays at the name that they came by, and a name that is made up leads
     * nowhere.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> redirectsWithoutAName() {
        return factory ->
                factory.addContextCustomizers(context -> context.setUseRelativeRedirects(true));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(WebProperties web) {
        return factory -> {
            if (!web.trustedProxies().isEmpty()) {
                RemoteIpValve valve = new RemoteIpValve();
                valve.setRemoteIpHeader("X-Forwarded-For");
                valve.setProtocolHeader("X-Forwarded-Proto");
                valve.setHostHeader("X-Forwarded-Host");
                valve.setInternalProxies(
                        web.trustedProxies().stream()
                                // Tomcat writes ::1 in full, and compares texts.
                                .map(proxy -> InetAddress.ofLiteral(proxy.strip()))
                                .map(proxy -> Pattern.quote(proxy.getHostAddress()))
                                .collect(Collectors.joining("|")));
                factory.addEngineValves(valve);
            }
        };
    }
}
