package studio.backline.platform.pluginhost.running;

import java.net.URLConnection;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes libraries do in the host what they do once per process. The first use of CGLIB keeps, in a
 * static exception, the stack of whoever came first: that must be the host, not a plugin.
 */
public final class WarmUp {

    private WarmUp() {}

    /** Runs once, before the first plugin. */
    public static void run() {
        // A cached connection to a jar keeps the file open after its loader is closed.
        URLConnection.setDefaultUseCaches("jar", false);
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(Warm.class)) {
            ProxyFactory proxies = new ProxyFactory(context.getBean(Kettle.class));
            proxies.setProxyTargetClass(true);
            proxies.getProxy();
        }
    }

    /** Proxied on purpose. */
    @Configuration(proxyBeanMethods = true)
    static class Warm {

        @Bean
        Kettle kettle() {
            return new Kettle();
        }
    }

    /** A class without interface, so that its proxy is generated. */
    static class Kettle {}
}
