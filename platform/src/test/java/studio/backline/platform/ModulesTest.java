package studio.backline.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The modules of the core see each other's root packages only, and only downwards. */
class ModulesTest {

    /** Lower to higher: a module may use those before it. */
    private static final List<String> ORDER =
            List.of(
                    "encryption",
                    "database",
                    "settings",
                    "audit",
                    "tenancy",
                    "work",
                    "identity",
                    "files",
                    "resealing",
                    "bulk",
                    "events",
                    "jobs",
                    "outbound",
                    "mail",
                    "health",
                    "connections",
                    "privacy",
                    "checkpoints",
                    "backup",
                    "pluginhost");

    private final ApplicationModules modules = ApplicationModules.of("studio.backline.platform");

    @Test
    void modulesAreFreeOfCirclesAndOfLooksInside() {
        modules.verify();
    }

    @Test
    void eachModuleHasItsPlaceInTheOrder() {
        assertThat(modules.stream().map(ModulesTest::nameOf))
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void aModuleUsesLowerOnesOnly() {
        List<String> upwards = new ArrayList<>();
        for (ApplicationModule module : modules) {
            module.getDirectDependencies(modules)
                    .uniqueModules()
                    .filter(used -> place(used) >= place(module))
                    .forEach(used -> upwards.add(nameOf(module) + " uses " + nameOf(used)));
        }

        assertThat(upwards).isEmpty();
    }

    private static int place(ApplicationModule module) {
        return ORDER.indexOf(nameOf(module));
    }

    private static String nameOf(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
