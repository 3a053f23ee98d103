package studio.backline.ui.reach;

import com.vaadin.flow.di.Lookup;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.spring.SpringServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** Draws the curtain between the screens of plugins and the server's own context. */
@Configuration(proxyBeanMethods = false)
class ReachConfiguration {

    private static final String OF_THE_SERVLET =
            DispatcherServlet.SERVLET_CONTEXT_PREFIX
                    + DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME;

    /** Vaadin has started then and knows its beans; no screen has been asked for. */
    @Bean
    VaadinServiceInitListener withholdsTheContext() {
        return event -> {
            VaadinServletContext context = (VaadinServletContext) event.getSource().getContext();
            ServletContext servlets = context.getContext();
            // Vaadin itself keeps the first that it is given.
            servlets.setAttribute(
                    Lookup.class.getName(), new VaadinsOwn(context.getAttribute(Lookup.class)));
            servlets.setAttribute(
                    WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE,
                    WithheldContext.INSTANCE);
            servlets.setAttribute(OF_THE_SERVLET, WithheldContext.INSTANCE);
        };
    }

    @Bean
    FilterRegistrationBean<WithoutSpring> withoutSpring(
            ServletRegistrationBean<SpringServlet> vaadin) {
        FilterRegistrationBean<WithoutSpring> filter =
                new FilterRegistrationBean<>(new WithoutSpring(), vaadin);
        filter.setDispatcherTypes(DispatcherType.FORWARD);
        return filter;
    }

    /** The servlet would lay its context, which is the root one, where every screen finds it. */
    @Bean
    static BeanPostProcessor unpublished() {
        return new BeanPostProcessor() {
            @Override
            public @Nullable Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof DispatcherServlet servlet) {
                    servlet.setPublishContext(false);
                }
                return bean;
            }
        };
    }
}
