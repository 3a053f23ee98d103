package studio.backline.server.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.server.settings.DatabaseSettings;
import studio.backline.server.settings.Problem;
import studio.backline.server.settings.SettingsFile;
import studio.backline.server.settings.SettingsReference;

/** Settings as a short command reads them: environment, then the settings file, then defaults. */
public final class LocalSettings {

    private final Map<String, String> values = new HashMap<>();

    private final Map<String, String> environment;

    private LocalSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Those of this process and its distribution. */
    public static LocalSettings load() throws Refused {
        return load(System.getenv(), SettingsFile.home());
    }

    static LocalSettings load(Map<String, String> environment, Path home) throws Refused {
        LocalSettings settings = new LocalSettings(environment);
        // Defaults only: where a setting has none, the reference holds an example.
        settings.put(
                "backline.data", SettingsReference.ofThisBuild().examples().get("backline.data"));
        SettingsFile file = SettingsFile.of(home);
        if (!file.problems().isEmpty()) {
            Problem problem = file.problems().getFirst();
            throw new Refused("settings-unreadable", problem.what() + " " + problem.remedy());
        }
        for (PropertySource<?> document : file.values()) {
            if (document instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    settings.put(name, listed.getProperty(name));
                }
            }
        }
        return settings;
    }

    /** Where the root key is, or will be. */
    public Path rootKeyFile() {
        return find("backline.encryption.root-key-file")
                .map(Path::of)
                .orElseGet(KeyStore::usualRootKeyFile)
                .toAbsolutePath();
    }

    /** The database that somebody else runs; empty where it is the embedded one. */
    public Optional<DatabaseAddress> database() {
        Optional<String> url = find("backline.database.url");
        url.ifPresent(DatabaseSettings::admit);
        return url.map(
                there ->
                        new DatabaseAddress(
                                there,
                                get("backline.database.username"),
                                find("backline.database.password-file")
                                        .map(Path::of)
                                        .map(DatabaseServer::passwordIn)
                                        .orElse("")));
    }

    /** What is given, or else the default; empty where there is neither. */
    public Optional<String> find(String name) {
        return SettingsReference.variables(name).stream()
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(given -> !given.isBlank())
                .findFirst()
                .or(() -> Optional.ofNullable(values.get(name)));
    }

    String get(String name) {
        return find(name).orElse("");
    }

    private void put(String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            values.put(name, value.toString());
        }
    }
}
