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
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Looks at all settings and at the keys before anything starts and reports everything that is wrong
 * with them at once; then takes the data folder. Runs after the settings file has been read and
 * before the log file is opened, which lies in the data folder.
 */
public final class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    private static final String DATA = "backline.data";
    private static final String DATABASE = "backline.database.url";
    private static final String PLUGIN_TIME = "backline.plugins.time-limit-seconds";

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
        List<Problem> problems = problems(environment);
        SettingsValues values = new SettingsValues(environment, problems);
        KeySettings keys = new KeySettings(values);
        keys.requireRoom(Runtime.getRuntime().maxMemory());
        new FileSettings(values).requireTemporaryFolder();
        Optional<Path> data = values.path(DATA).map(it -> it.toAbsolutePath().normalize());
        data.ifPresent(folder -> examine(folder, keys, values, problems));
        begin(data, values, problems);
        if (!problems.isEmpty()) {
            // It would be told by the next start, once all of this is mended.
            problems.addAll(DatabaseSettings.problemsElsewhere(environment));
            throw new SettingsRefusedException(problems);
        }
    }

    /** What is wrong with the settings of a distribution, without taking or opening anything. */
    public static List<Problem> problemsOfFile(Path home) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        Path file = SettingsFile.in(home);
        if (Files.exists(file)) {
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader()
                            .load(SettingsFile.NAME, new FileSystemResource(file))) {
                environment.getPropertySources().addLast(source);
            }
        }
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "defaults", SettingsReference.ofThisBuild().defaults()));
        return problems(environment);
    }

    /** What is wrong with names and values, in the order of the settings file. */
    static List<Problem> problems(ConfigurableEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        SettingsReference reference = SettingsReference.ofThisBuild();
        List<Problem> problems = new ArrayList<>(SettingsNames.problems(environment, reference));
        SettingsValues values = new SettingsValues(environment, problems);
        reference
                .examples()
                .forEach(
                        (name, example) ->
                                values.requireKind(
                                        name, example, reference.defaults().containsKey(name)));
        new PortSettings(values).check();
        FolderLetters.ofProcess()
                .problemOf("The working folder", System.getProperty("user.dir"))
                .ifPresent(problems::add);
        values.requirePath(DATA);
        new WebSettings(values).check();
        new DatabaseSettings(values).check();
        new KeySettings(values).check();
        new FileSettings(values).check();
        values.requireBetween(
                PLUGIN_TIME,
                5,
                3600,
                "A plugin starts within a second or two; one that looks through much data may take"
                        + " minutes. The default is 60.");
        return problems;
    }

    /** What is wrong with what is in the folder; nothing of it where the folder itself is. */
    private static void examine(
            Path data, KeySettings keys, SettingsValues values, List<Problem> problems) {
        Optional<Problem> whole = DataFolder.problemOf(data);
        whole.ifPresent(problems::add);
        if (whole.isPresent()) {
            return;
        }
        problems.addAll(DataFolder.problemsOfParts(data, values.find(DATABASE).isEmpty()));
        if (DataFolder.showsItsKeys(data)) {
            keys.examine(data);
        }
    }

    /** Takes folder and ports; where that is not to be, says what of them could not be had. */
    private void begin(Optional<Path> data, SettingsValues values, List<Problem> problems) {
        boolean sound = problems.isEmpty();
        if (data.isPresent() && isAnothers(data.get(), sound, problems)) {
            // Who finds the folder taken has met a running server, whose ports are its own affair.
            problems.add(DataFolder.taken(data.get()));
            return;
        }
        new PortSettings(values).requireFree();
    }

    /** Whether another server has the folder; where all is sound, it is ours from here on. */
    private boolean isAnothers(Path data, boolean sound, List<Problem> problems) {
        try {
            if (!sound) {
                return DataFolder.heldBy(data).isPresent();
            }
            Optional<DataFolder> taken = DataFolder.take(data);
            taken.ifPresent(this::holdUntilTheEnd);
            return taken.isEmpty();
        } catch (IOException e) {
            if (!sound) {
                // Whoever cannot look has been told of the folder.
                return false;
            }
            problems.add(
                    DataFolder.unusable(
                            data,
                            "cannot be used by the user %s (%s: %s)"
                                    .formatted(
                                            System.getProperty("user.name"),
                                            e.getClass().getSimpleName(),
                                            e.getMessage())));
            return false;
        }
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
}
