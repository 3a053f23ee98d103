package studio.backline.ui.errors;

import com.vaadin.flow.server.VaadinServiceInitListener;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.ITemplateEngine;
import studio.backline.ui.caller.EndedAccess;
import studio.backline.ui.text.HostTexts;

/** Failures in words, also those that the web server meets by itself. */
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

    @Bean
    ClosedWindows closedWindows() {
        return ClosedWindows.watched();
    }

    @Bean
    VaadinServiceInitListener failuresInWords(HostTexts texts, EndedAccess access) {
        ActFailed handler = new ActFailed(texts, access::lead);
        return service ->
                service.getSource()
                        .addSessionInitListener(
                                started -> started.getSession().setErrorHandler(handler));
    }

    /** Behind Boot's, so that it answers first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> housePages(
            ObjectProvider<ITemplateEngine> templates, ObjectProvider<HostTexts> texts) {
        return factory ->
                factory.addContextCustomizers(
                        context -> {
                            if (context.getParent() instanceof StandardHost host) {
                                // Tomcat adds one of this class unless there is one.
                                host.setErrorReportValveClass(HousePageValve.class.getName());
                                host.getPipeline().addValve(new HousePageValve(templates, texts));
                            }
                        });
    }
}
