package studio.backline.server.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the settings file, looks at all settings and at the keys before anything starts and reports
 * everything that is wrong with them at once; then takes the data folder. Runs after what the build
 * fixes has been read and before the log file is opened, which lies in the data folder.
 */
public final class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    private static final String DATA = "backline.data";
    private static final String DATABASE = "backline.database.url";
    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
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
        SettingsFile file = SettingsFile.of(SettingsFile.home());
        List<Problem> problems = problems(environment, file);
        SettingsValues values =
                new SettingsValues(file.isRead() ? environment : given(environment), problems);
        KeySettings keys = new KeySettings(values);
        keys.requireRoom(Runtime.getRuntime().maxMemory());
        new FileSettings(values).requireTemporaryFolder();
        Optional<Path> data = values.path(DATA).map(it -> it.toAbsolutePath().normalize());
        data.ifPresent(folder -> examine(folder, file.isRead(), keys, values, problems));
        begin(data, values, problems);
        if (!problems.isEmpty()) {
            // It would be told by the next start, once all of this is mended.
            problems.addAll(DatabaseSettings.problemsElsewhere(environment));
            throw new SettingsRefusedException(problems);
        }
    }

    /** What is wrong with the settings of a distribution, without taking or opening anything. */
    public static List<Problem> problemsOfFile(Path home) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "defaults", SettingsReference.ofThisBuild().defaults()));
        return problems(environment, SettingsFile.of(home));
    }

    /**
     * What is wrong with file, names and values; where the file is not read, what is without it.
     */
    static List<Problem> problems(ConfigurableEnvironment environment, SettingsFile file) {
        file.addTo(environment.getPropertySources());
        List<Problem> problems = new ArrayList<>(file.problems());
        problems.addAll(file.isRead() ? problems(environment) : problemsOfEach(given(environment)));
        return problems;
    }

    /** What goes before the settings file, and so holds whatever is written in it. */
    private static ConfigurableEnvironment given(ConfigurableEnvironment environment) {
        MutablePropertySources sources = new MutablePropertySources();
        for (PropertySource<?> each : environment.getPropertySources()) {
            if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(each)) {
                sources.addLast(each);
            }
            if (each.getName().equals(VARIABLES)) {
                break;
            }
        }
        StandardEnvironment given =
                new StandardEnvironment(sources) {
                    @Override
                    protected void customizePropertySources(MutablePropertySources none) {
                        // What this process was started with is among them.
                    }
                };
        ConfigurationPropertySources.attach(given);
        return given;
    }

    /** What is wrong with names, and with values by themselves, whatever the others are. */
    private static List<Problem> problemsOfEach(ConfigurableEnvironment environment) {
        SettingsReference reference = SettingsReference.ofThisBuild();
        List<Problem> problems = new ArrayList<>(SettingsNames.problems(environment, reference));
        SettingsValues values = new SettingsValues(environment, problems);
        reference
                .examples()
                .forEach(
                        (name, example) ->
                                values.requireKind(
                                        name, example, reference.defaults().containsKey(name)));
        return problems;
    }

    /** What is wrong with names and values, in the order of the settings file. */
    static List<Problem> problems(ConfigurableEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        List<Problem> problems = problemsOfEach(environment);
        SettingsValues values = new SettingsValues(environment, problems);
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
            Path data,
            boolean settingsKnown,
            KeySettings keys,
            SettingsValues values,
            List<Problem> problems) {
        Optional<Problem> whole = DataFolder.problemOf(data);
        whole.ifPresent(problems::add);
        if (whole.isPresent()) {
            return;
        }
        boolean embedded = settingsKnown && values.find(DATABASE).isEmpty();
        problems.addAll(DataFolder.problemsOfParts(data, embedded));
        if (embedded) {
            LostDatabase.problemOf(data).ifPresent(problems::add);
        }
        // Where the root key lies is a setting, too.
        if (settingsKnown && DataFolder.showsItsKeys(data)) {
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
