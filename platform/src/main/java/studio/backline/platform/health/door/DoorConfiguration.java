package studio.backline.platform.health.door;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.OutboundHttp;
import studio.backline.platform.outbound.probe.ServerProbe;

@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    /** Behind what reads the request's encoding, before all that judges visitors. */
    private static final int PLACE = Ordered.HIGHEST_PRECEDENCE + 5;

    private static final int KEY_BYTES = 32;

    @Bean
    Visits visits(KeyStore keys) {
        return new Visits(keys.secret("visits", KEY_BYTES), Clock.systemUTC());
    }

    @Bean
    FilterRegistrationBean<VisitFilter> visitFilter(Visits visits) {
        FilterRegistrationBean<VisitFilter> filter =
                new FilterRegistrationBean<>(new VisitFilter(visits));
        filter.setOrder(PLACE);
        filter.setAsyncSupported(true);
        return filter;
    }

    /** The way out is made when somebody asks: it costs a start-up of its own. */
    @Bean
    @Order(20)
    Examination doorExamination(
            @Value("${backline.web.address:}") String address,
            Environment environment,
            Visits visits,
            ObjectProvider<OutboundHttp> out,
            ObjectProvider<ServerProbe> probe) {
        return () -> {
            if (address.isBlank()) {
                return List.of(Finding.hint("name.none"));
            }
            URI door = URI.create(address);
            ServerProbe own = probe.getObject();
            // The operator has entered the address: it may lie in the operator's own network.
            OutboundCaller caller = OutboundCaller.of("house.doctor").entered(Set.of(door));
            Visitor visitor = new Visitor(visits, out.getObject().on(caller), own);
            return new DoorExamination(door, own, visitor, proxies(environment), Clock.systemUTC())
                    .examine();
        };
    }

    private static Set<String> proxies(Environment environment) {
        return Binder.get(environment)
                .bind("backline.web.trusted-proxies", Bindable.setOf(String.class))
                .orElse(Set.of());
    }
}
