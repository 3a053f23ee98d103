package studio.backline.server.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.server.settings.SettingsFile;
import studio.backline.server.settings.SettingsReference;

/** Settings as a short command reads them: environment, then the settings file, then defaults. */
final class LocalSettings {

    private final Map<String, String> values = new HashMap<>();

    private final Map<String, String> environment;

    private LocalSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The folder of the distribution, as the start script says. */
    static Path home() {
        return Path.of(System.getProperty("backline.home", ".")).toAbsolutePath().normalize();
    }

    static LocalSettings load() throws Refused {
        return load(System.getenv());
    }

    static LocalSettings load(Map<String, String> environment) throws Refused {
        LocalSettings settings = new LocalSettings(environment);
        // Defaults only: where a setting has none, the reference holds an example.
        settings.put(
                "backline.data", SettingsReference.ofThisBuild().examples().get("backline.data"));
        Path file = SettingsFile.in(home());
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
                settings.flatten("", yaml.load(reader));
            } catch (IOException | YAMLException e) {
                throw new Refused(
                        "settings-unreadable",
                        SettingsFile.notText(file)
                                .map(problem -> problem.what() + " " + problem.remedy())
                                .orElse(
                                        "The settings file '%s' cannot be read: %s"
                                                .formatted(file, e.getMessage())));
            }
        }
        return settings;
    }

    /** Where the root key is, or will be. */
    Path rootKeyFile() {
        return find("backline.encryption.root-key-file")
                .map(Path::of)
                .orElseGet(KeyStore::usualRootKeyFile)
                .toAbsolutePath();
    }

    Optional<String> find(String name) {
        return SettingsReference.variables(name).stream()
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(given -> !given.isBlank())
                .findFirst()
                .or(() -> Optional.ofNullable(values.get(name)));
    }

    String get(String name) {
        return find(name).orElse("");
    }

    private void flatten(String prefix, @Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) ->
                            flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value));
            return;
        }
        put(prefix, node);
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }
}
