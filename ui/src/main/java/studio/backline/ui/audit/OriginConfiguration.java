package studio.backline.ui.audit;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the web server say where each request comes from. */
@Configuration(proxyBeanMethods = false)
class OriginConfiguration {

    /** Behind the valve that believes a trusted proxy, which stands in front of all hosts. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> originOfRequests() {
        return factory ->
                factory.addContextCustomizers(
                        context -> {
                            if (context.getParent() instanceof StandardHost host) {
                                host.getPipeline().addValve(new OriginValve());
                            }
                        });
    }
}
