package studio.backline.ui;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.backline.testkit.jar.PluginJarBuilder;

/** Plugins that try what a screen can try. */
final class ReachingScreens {

    /** What a screen shows that got through. */
    static final String REACHED = "has reached";

    private static final String CORE = "belongs to the core, which plugins do not see";
    private static final String CONTEXT =
            "((org.springframework.context.ApplicationContext) %s).getBeanDefinitionCount()";
    private static final String REQUEST = "VaadinRequest.getCurrent().getAttribute(\"%s\")";
    private static final String SERVLETS =
            "VaadinServlet.getCurrent().getServletContext().getAttribute(\"%s\")";

    private static final String SCREEN =
            "VaadinService.getCurrent().getInstantiator().%s("
                    + "com.vaadin.flow.router.RouteConfiguration.forApplicationScope()"
                    + ".getRoute(\"%s\").orElseThrow())";

    private static final String VIEW =
            """
            import com.vaadin.flow.server.*;
            public class Reach%d extends com.vaadin.flow.component.html.Div {
                public Reach%<d() {
                    try {
                        Object reached = %s;
                        setText(reached == null ? "nothing there" : "has reached " + reached);
                    } catch (RuntimeException refused) {
                        setText(refused.getMessage());
                    }
                }
            }
            """;

    private ReachingScreens() {}

    /** What screens can try, without reflection, and what they are told. */
    static Map<String, String> ways() {
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put(
                context(SERVLETS, "org.springframework.web.context.WebApplicationContext.ROOT"),
                CORE);
        ways.put(
                context(
                        SERVLETS,
                        "org.springframework.web.servlet.FrameworkServlet.CONTEXT.dispatcherServlet"),
                CORE);
        ways.put(
                context(REQUEST, "org.springframework.web.servlet.DispatcherServlet.CONTEXT"),
                CORE);
        ways.put(
                REQUEST.formatted(
                        "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler"),
                "nothing there");
        ways.put(
                "VaadinService.getCurrent().getInstantiator().getOrCreate("
                        + "org.springframework.transaction.PlatformTransactionManager.class)",
                "belongs to the core");
        ways.put(
                "VaadinService.getCurrent().getContext()"
                        + ".getAttribute(com.vaadin.flow.di.Lookup.class)"
                        + ".lookup(org.springframework.transaction.PlatformTransactionManager.class)",
                "belongs to the core");
        // By its route a screen finds the class of any other, and would see what it shows.
        for (String path : List.of("settings/people", "plugins", "account", "reaching/0")) {
            ways.put(SCREEN.formatted("createComponent", path), "belongs to the core");
            ways.put(SCREEN.formatted("getOrCreate", path), "belongs to the core");
        }
        return ways;
    }

    private static String context(String place, String name) {
        return CONTEXT.formatted(place.formatted(name));
    }

    /** A plugin with a screen {@code reaching/<n>} for each thing to try. */
    static PluginJarBuilder plugin(Collection<String> tried) {
        StringBuilder screens = new StringBuilder();
        int number = 0;
        for (String ignored : tried) {
            screens.append(screen(number, "reaching/" + number, "Reach" + number));
            number++;
        }
        PluginJarBuilder plugin = PluginJarBuilder.wired("reaching", screens.toString());
        number = 0;
        for (String reach : tried) {
            plugin.source("Reach" + number, VIEW.formatted(number++, reach));
        }
        return plugin;
    }

    /** A plugin with a view that Vaadin brings, and one that waits in vain for a lock. */
    static PluginJarBuilder ofALibrary() {
        return PluginJarBuilder.wired(
                        "nook",
                        screen(0, "nook", "com.vaadin.flow.component.html.Div")
                                + screen(1, "late", "Late"))
                .source(
                        "Late",
                        """
                        public class Late extends com.vaadin.flow.component.html.Div {
                            public Late() {
                                throw new IllegalStateException(
                                        new java.sql.SQLException("in vain", "55P03"));
                            }
                        }
                        """);
    }

    private static String screen(int number, String path, String view) {
        return """
        @Bean studio.backline.screens.Screen screen%d() {
            return new studio.backline.screens.Screen(
                "%s", %s.class, java.util.Optional.empty(), java.util.Optional.empty());
        }
        """
                .formatted(number, path, view);
    }
}
