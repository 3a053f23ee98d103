package studio.backline.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Looks at all settings before anything starts and reports everything that is wrong with them at
 * once; then takes the data folder. Runs after the settings file has been read and before the log
 * file is opened, which lies in the data folder.
 */
public final class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    private final ConfigurableBootstrapContext bootstrap;

    public SettingsCheck(ConfigurableBootstrapContext bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        SettingsReference reference = SettingsReference.ofThisBuild();
        List<Problem> problems = new ArrayList<>(unknownNames(environment, reference));
        SettingsValues values = new SettingsValues(environment, problems);
        reference.examples().forEach(values::requireType);
        new ConnectionSettings(values).check();
        PortSettings ports = new PortSettings(values);
        ports.check();
        if (problems.isEmpty()) {
            Optional<DataFolder> folder = values.takeDataFolder();
            // Who finds the folder taken has met a running server, whose ports are its own affair.
            if (folder.isPresent()) {
                ports.requireFree();
                holdUntilTheEnd(folder.get());
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsRefusedException(problems);
        }
    }

    /** What is wrong with the settings of a distribution, without taking or opening anything. */
    public static List<Problem> problemsOfFile(Path home) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        Path file = home.resolve("conf").resolve("backline.yaml");
        if (Files.exists(file)) {
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load("settings", new FileSystemResource(file))) {
                environment.getPropertySources().addLast(source);
            }
        }
        SettingsReference reference = SettingsReference.ofThisBuild();
        List<Problem> problems = new ArrayList<>(unknownNames(environment, reference));
        SettingsValues values = new SettingsValues(environment, problems);
        reference.examples().forEach(values::requireType);
        new ConnectionSettings(values).check();
        return problems;
    }

    private void holdUntilTheEnd(DataFolder folder) {
        bootstrap.addCloseListener(
                event -> {
                    var beans = event.getApplicationContext().getBeanFactory();
                    beans.registerSingleton("dataFolder", folder);
                    if (beans instanceof DefaultSingletonBeanRegistry registry) {
                        // Registered before all other beans, so let go of after them.
                        registry.registerDisposableBean("dataFolder", folder);
                    }
                });
    }

    private static List<Problem> unknownNames(
            ConfigurableEnvironment environment, SettingsReference reference) {
        List<Problem> problems = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            // A container platform sets variables of any name; they are not settings of ours.
            boolean system =
                    source.getName()
                            .equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
            if (!system && source instanceof EnumerablePropertySource<?> names) {
                for (String name : names.getPropertyNames()) {
                    addUnlessKnown(problems, reference, source, name);
                }
            }
        }
        return problems;
    }

    private static void addUnlessKnown(
            List<Problem> problems,
            SettingsReference reference,
            PropertySource<?> source,
            String written) {
        String name = written.replaceAll("\\[\\d+]", "");
        boolean ours = name.startsWith("backline.");
        if (name.equals("backline.home") || reference.knows(name)) {
            return;
        }
        boolean shared = name.startsWith("server.") || name.startsWith("management.");
        String near = reference.nearest(name).orElse("");
        if (!ours && (near.isEmpty() || !shared || Math.abs(near.length() - name.length()) > 1)) {
            return;
        }
        String where = origin(source, written);
        problems.add(
                new Problem(
                        "There is no setting '%s'%s.".formatted(name, where),
                        near.isEmpty()
                                ? "Take it out; conf/backline.yaml names all that there are."
                                : "Write '%s' if that is what is meant, or take it out."
                                        .formatted(near)));
    }

    private static String origin(PropertySource<?> source, String name) {
        if (source.getName().equals("commandLineArgs")) {
            return " (on the command line)";
        }
        return switch (OriginLookup.getOrigin(source, name)) {
            case TextResourceOrigin text when text.getLocation() != null ->
                    " (in line %d of the settings file)"
                            .formatted(text.getLocation().getLine() + 1);
            case null, default -> "";
        };
    }
}
