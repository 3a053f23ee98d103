package studio.backline.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** What image and compose file say is what the server understands. */
class ContainersTest {

    private static final Path DEPLOY = Path.of("..");
    private static final Path COMPOSE = DEPLOY.resolve("compose/compose.yaml");

    private static final Pattern OF_THE_IMAGE =
            Pattern.compile("\\b((?:BACKLINE|SERVER|MANAGEMENT)_[A-Z_]+)=(\\S+)");
    private static final Pattern FROM_OUTSIDE =
            Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*))?(?::\\?[^}]*)?}");
    private static final Pattern VOLUMES = Pattern.compile("VOLUME \\[\"(.+)\", \"(.+)\"]");

    private final SettingsReference reference = SettingsReference.ofThisBuild();

    @Test
    void every_variable_is_a_setting_and_every_value_one_that_is_taken() throws IOException {
        Map<String, Object> variables = new HashMap<>(ofTheImage());
        assertThat(variables).containsKeys("BACKLINE_DATA", "SERVER_ADDRESS");
        variables.putAll(ofTheService());
        assertThat(variables).containsKeys("BACKLINE_WEB_ADDRESS", "BACKLINE_DATABASE_URL");
        assertThat(variables.keySet()).allMatch(reference::knowsVariable);

        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("defaults", reference.defaults()));
        assertThat(SettingsCheck.problems(environment))
                .extracting(Problem::what)
                .as("but for a file that is only there in the container")
                .allMatch(what -> what.contains("/passwords/admin"));
    }

    @Test
    void ports_and_folders_are_the_same_everywhere() throws IOException {
        String image = Files.readString(DEPLOY.resolve("docker/Dockerfile"));
        Object port = reference.defaults().get("server.port");
        assertThat(image)
                .contains("EXPOSE " + port)
                .contains(
                        "/dev/tcp/127.0.0.1/" + reference.defaults().get("management.server.port"));
        assertThat(Files.readString(DEPLOY.resolve("compose/Caddyfile")))
                .contains("reverse_proxy backline:" + port);

        var volumes = VOLUMES.matcher(image);
        assertThat(volumes.find()).isTrue();
        List<String> mounted =
                ((List<?>) service("backline").get("volumes"))
                        .stream().map(volume -> String.valueOf(volume).split(":", -1)[1]).toList();
        assertThat(mounted).contains(volumes.group(1), volumes.group(2));
        assertThat(ofTheImage().get("BACKLINE_DATA")).isEqualTo(volumes.group(1));
        assertThat(ofTheImage().get("BACKLINE_ENCRYPTION_ROOTKEYFILE"))
                .startsWith(volumes.group(2) + "/");
    }

    @Test
    void nothing_but_the_proxy_is_reached_from_outside_and_two_values_are_asked_for()
            throws IOException {
        Map<?, ?> services = (Map<?, ?>) compose().get("services");
        assertThat(
                        services.entrySet().stream()
                                .filter(it -> ((Map<?, ?>) it.getValue()).containsKey("ports"))
                                .map(it -> String.valueOf(it.getKey())))
                .containsExactly("caddy");
        assertThat(Files.readString(COMPOSE)).doesNotContainPattern("PASSWORD: |PASSWORD=");

        List<String> asked =
                Files.readAllLines(DEPLOY.resolve("compose/.env.example")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .toList();
        assertThat(
                        FROM_OUTSIDE
                                .matcher(Files.readString(COMPOSE))
                                .results()
                                .filter(it -> it.group(2) == null)
                                .map(it -> it.group(1))
                                .distinct())
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void it_runs_as_nobody_special_and_writes_into_its_volumes_alone() throws IOException {
        String image = Files.readString(DEPLOY.resolve("docker/Dockerfile"));
        assertThat(image).contains("\nUSER 10001:10001\n");

        Map<?, ?> service = service("backline");
        assertThat(service.get("read_only")).isEqualTo(true);
        assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        Stream<String> written =
                ((List<?>) service.get("volumes"))
                        .stream().map(String::valueOf).filter(volume -> !volume.endsWith(":ro"));
        assertThat(written.map(volume -> volume.split(":", -1)[1]))
                .as("made in the image for its user")
                .allMatch(folder -> image.contains("-g 10001") && image.contains(" " + folder));
    }

    private static Map<String, String> ofTheImage() throws IOException {
        return OF_THE_IMAGE
                .matcher(Files.readString(DEPLOY.resolve("docker/Dockerfile")))
                .results()
                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }

    /** As they are with a domain, and with what holds where .env says nothing. */
    private static Map<String, String> ofTheService() throws IOException {
        Map<String, String> variables = new HashMap<>();
        ((Map<?, ?>) service("backline").get("environment"))
                .forEach(
                        (name, value) ->
                                variables.put(
                                        String.valueOf(name),
                                        FROM_OUTSIDE
                                                .matcher(String.valueOf(value))
                                                .replaceAll(
                                                        it ->
                                                                it.group(2) == null
                                                                        ? "backline.example.org"
                                                                        : it.group(2))));
        return variables;
    }

    private static Map<?, ?> service(String name) throws IOException {
        return (Map<?, ?>) ((Map<?, ?>) compose().get("services")).get(name);
    }

    private static Map<?, ?> compose() throws IOException {
        return new Yaml().load(Files.readString(COMPOSE));
    }
}
