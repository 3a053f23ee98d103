package studio.backline.ui.errors;

import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.ui.text.HostTexts;

/** Failures in words. */
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

    @Bean
    VaadinServiceInitListener failuresInWords(HostTexts texts) {
        ActFailed handler = new ActFailed(texts);
        return service ->
                service.getSource()
                        .addSessionInitListener(
                                started -> started.getSession().setErrorHandler(handler));
    }
}
