package studio.backline.ui.errors;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.VaadinService;
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
        return service -> {
            VaadinService source = service.getSource();
            source.addSessionInitListener(started -> started.getSession().setErrorHandler(handler));
            source.setSystemMessagesProvider(asked -> wordsOfTheWindow(texts));
        };
    }

    /** What a window says by itself when it has lost its place. */
    private static CustomizedSystemMessages wordsOfTheWindow(HostTexts texts) {
        CustomizedSystemMessages words = new CustomizedSystemMessages();
        words.setInternalErrorCaption(texts.get("error.window.broken.title"));
        words.setInternalErrorMessage(texts.get("error.window.broken.text"));
        words.setSyncErrorCaption(texts.get("error.window.stale.title"));
        words.setSyncErrorMessage(texts.get("error.window.stale.text"));
        words.setCookiesDisabledCaption(texts.get("error.window.cookies.title"));
        words.setCookiesDisabledMessage(texts.get("error.window.cookies.text"));
        return words;
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
