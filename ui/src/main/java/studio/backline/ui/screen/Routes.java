package studio.backline.ui.screen;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Set;
import studio.backline.screens.Screen;

/** The one place where addresses of screens come and go. */
final class Routes {

    /** Addresses of the host that no screen may shadow. */
    private static final Set<String> RESERVED =
            Set.of(
                    "sign-in",
                    "sign-out",
                    "second-factor",
                    "confirm",
                    "first-run",
                    "invitation",
                    "address",
                    "registration",
                    "error",
                    "files",
                    "actuator",
                    "aura");

    private final ServletContext servletContext;
    private final Class<? extends RouterLayout> layout;

    Routes(ServletContext servletContext, Class<? extends RouterLayout> layout) {
        this.servletContext = servletContext;
        this.layout = layout;
    }

    void add(Screen screen) {
        String first = screen.path().split("/", 2)[0];
        if (RESERVED.contains(first)) {
            throw new IllegalArgumentException(
                    "The address '%s' belongs to the house. Choose another first word."
                            .formatted(screen.path()));
        }
        configuration().setRoute(screen.path(), screen.view(), List.of(layout));
    }

    /** Its address alone: others may show the same view of a library. */
    void remove(Screen screen) {
        configuration().removeRoute(screen.path());
    }

    private RouteConfiguration configuration() {
        return RouteConfiguration.forRegistry(
                ApplicationRouteRegistry.getInstance(new VaadinServletContext(servletContext)));
    }
}
