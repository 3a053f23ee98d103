package studio.backline.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Each setting of the settings file is judged, and everything wrong is told at once. */
class SettingsCheckTest {

    /**
     * For each documented setting values that are none, also such as a person writes by mistake.
     */
    private static final Map<String, List<String>> WRONG =
            Map.ofEntries(
                    entry("server.address", List.of("nonsense", "192.0.2.7", " ", "127.0.0.1:80")),
                    entry("server.port", List.of("http", "65536", "-1", "${GONE}", "")),
                    entry(
                            "server.ssl.certificate",
                            List.of("~/it.pem", "/nowhere/it.pem", "{broken}", "{key}", "")),
                    entry(
                            "server.ssl.certificate-private-key",
                            List.of("/nowhere/it.pem", "{folder}", "{cert}", "")),
                    entry("management.server.address", List.of("0.0.0.0", "localhost.")),
                    entry("management.server.port", List.of("99999", "8080", "8 081")),
                    entry("backline.data", List.of("~/data", "", "a\0b")),
                    entry(
                            "backline.web.address",
                            List.of(
                                    "nonsense",
                                    "http://backline.example.org",
                                    "https://backline.example.org/",
                                    "https://backline.example.org/path",
                                    "https://ada:secret@backline.example.org",
                                    "https://backline.example.org:99999",
                                    "ftp://backline.example.org",
                                    "https://",
                                    "https:// space")),
                    entry(
                            "backline.web.trusted-proxies",
                            List.of("banana", "10.0.0.0/8", "127.0.0.1,proxy.example", "0.0.0.0")),
                    entry(
                            "backline.database.url",
                            List.of(
                                    "jdbc:mysql://db/backline",
                                    "jdbc:postgresql://",
                                    "jdbc:postgresql://db",
                                    "jdbc:postgresql://db:port/backline",
                                    "jdbc:postgresql://db:5432/",
                                    "jdbc:postgresql://db/backline?password=secret")),
                    entry("backline.database.username", List.of("a\nb", "x".repeat(64), "")),
                    entry(
                            "backline.database.password-file",
                            List.of("/nowhere/password", "{folder}", "{empty}", "{open}", "")),
                    entry(
                            "backline.database.longest-migration-seconds",
                            List.of("10m", "9", "86401", "")),
                    entry(
                            "backline.database.longest-transaction-minutes",
                            List.of("1h", "4", "10081", "")),
                    entry("backline.encryption.root-key-file", List.of("~/root.key", "a\0b")),
                    entry(
                            "backline.encryption.password.memory-kib",
                            List.of("46MB", "19455", "4194305", "-1", "1e5")),
                    entry("backline.encryption.password.passes", List.of("zero", "0", "1", "65")),
                    entry("backline.encryption.password.lanes", List.of("0", "65", "0x10")),
                    entry("backline.encryption.password.at-once", List.of("0", "1025", "-4")),
                    entry("backline.plugins.safe-mode", List.of("yes", "1", "off", "")),
                    entry("backline.plugins.time-limit-seconds", List.of("60s", "4", "3601", "")),
                    entry("backline.plugins.bundled", List.of("/nowhere/plugins", "{cert}")),
                    entry(
                            "backline.outbound.allowed",
                            List.of(
                                    "foo",
                                    "http://127.0.0.1:11434",
                                    "ai-ollama 127.0.0.1:11434",
                                    "ai-ollama http://127.0.0.1:11434/v1",
                                    "ai-ollama http://169.254.169.254",
                                    "ai-ollama http://[fe80::1]:80",
                                    "ai-ollama http://[::")),
                    entry(
                            "backline.outbound.trusted-certificates",
                            List.of("/nowhere/it.pem", "{broken}", "{key}", "{empty}")));

    @TempDir private static Path folder;
    private static final Map<String, String> FILES = new HashMap<>();

    @BeforeAll
    static void makeFiles() throws Exception {
        PemPair pair = PemPair.in(folder, "it");
        FILES.put("{cert}", pair.certificate().toString());
        FILES.put("{key}", pair.key().toString());
        FILES.put("{folder}", folder.toString());
        FILES.put(
                "{broken}", file("broken", "-----BEGIN CERTIFICATE-----\nit is none", "r--------"));
        FILES.put("{empty}", file("empty", "", "r--------"));
        FILES.put("{open}", file("open", "secret", "r--r--r--"));
        FILES.put("{password}", file("password", "secret\n", "r--------"));
    }

    @Test
    void no_setting_is_without_wrong_values_here() {
        assertThat(WRONG.keySet()).isEqualTo(SettingsReference.ofThisBuild().examples().keySet());
    }

    @Test
    void every_wrong_value_is_told_with_the_name_of_its_setting() {
        WRONG.forEach(
                (name, values) ->
                        values.forEach(
                                value ->
                                        assertThat(problems(withOthersRight(name, value)))
                                                .as("%s: '%s'", name, value)
                                                .isNotEmpty()
                                                .allSatisfy(
                                                        problem -> {
                                                            assertThat(problem.what())
                                                                    .contains(name)
                                                                    .doesNotContain("secret");
                                                            assertThat(problem.remedy())
                                                                    .isNotBlank();
                                                        })));
    }

    @Test
    void everything_wrong_is_told_at_once() {
        Map<String, String> all = new HashMap<>();
        WRONG.forEach((name, values) -> all.put(name, values.getFirst()));

        List<Problem> told = problems(all);

        assertThat(WRONG.keySet())
                .allSatisfy(name -> assertThat(told).anyMatch(it -> it.what().contains(name)));
    }

    @Test
    void what_the_file_gives_as_default_or_example_is_right() throws Exception {
        Map<String, String> right = new HashMap<>();
        SettingsReference.ofThisBuild()
                .examples()
                .forEach(
                        (name, example) ->
                                right.put(
                                        name,
                                        example instanceof List<?> list
                                                ? String.valueOf(list.getFirst())
                                                : String.valueOf(example)));
        right.put("server.ssl.certificate", "{cert}");
        right.put("server.ssl.certificate-private-key", "{key}");
        right.put("backline.outbound.trusted-certificates", "{cert}");
        right.put("backline.database.password-file", "{password}");
        right.put("backline.plugins.bundled", "{folder}");

        assertThat(problems(right)).isEmpty();
        assertThat(problems(Map.of())).isEmpty();

        right.put("backline.web.address", "http://localhost:8080");
        right.put("backline.web.trusted-proxies", "127.0.0.1, ::1");
        right.put("backline.database.url", "jdbc:postgresql://[::1]:5432,db.example/b?ssl=true");
        assertThat(problems(right)).isEmpty();

        right.put("server.ssl.certificate", PemPair.in(folder, "other").certificate().toString());
        assertThat(problems(right))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.what()).contains("is not the one of the certificate"));
    }

    @Test
    void a_number_that_is_too_low_is_told_what_it_may_be() {
        assertThat(problems(Map.of("backline.encryption.password.at-once", "-4")))
                .extracting(Problem::what)
                .containsExactly(
                        "The setting backline.encryption.password.at-once is -4, and it has to lie"
                                + " between 1 and 1024.");
        assertThat(problems(Map.of("backline.database.url", "jdbc:postgresql://db/backline")))
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith("username and backline.database.password-file are missing.");
    }

    @Test
    void groups_and_lists_are_not_mistaken_for_values() {
        assertThat(problems(Map.of("backline.web", "https://backline.example.org")))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("'backline.web' is a group"));
        assertThat(problems(Map.of("backline.data[0]", "/srv/backline")))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("backline.data is a list"));
        assertThat(problems(Map.of("backline.webaddress", "https://backline.example.org")))
                .singleElement()
                .satisfies(it -> assertThat(it.remedy()).contains("'backline.web.address'"));
    }

    @Test
    void a_name_in_the_file_or_on_the_command_line_that_is_no_setting_is_told() throws IOException {
        for (String unknown :
                List.of(
                        "sever: {port: 9000}",
                        "nonsense: {a: 1}",
                        "nonsense:",
                        "spring.datasource.url: x",
                        "server.tomcat.threads.max: 5",
                        "management.health.x: 1",
                        "backline.data: [a, b]",
                        "logging.level.root: FOO")) {
            String name = unknown.replaceAll("[: ].*", "");
            assertThat(problemsOfFile(unknown))
                    .as(unknown)
                    .singleElement()
                    .satisfies(it -> assertThat(it.what()).contains(name).contains("line 1"));
        }
        assertThat(problemsOfFile("sever: {port: 9000}").getFirst().remedy())
                .contains("'server.port'");
        assertThat(
                        problemsOfFile(
                                "server: {port: 9000}\nbackline.web.trusted-proxies: [127.0.0.1]"))
                .isEmpty();

        assertThat(problemsOfCommandLine("--server.port=9000", "--backline.data=x")).isEmpty();
        assertThat(problemsOfCommandLine("--backline.home=x")).hasSize(1);
        assertThat(problemsOfCommandLine("--vaadin.productionMode=false", "nonsense", "-x"))
                .extracting(Problem::what)
                .containsExactly(
                        "'nonsense,-x' (on the command line) is no setting.",
                        "There is no setting 'vaadin.productionMode' (on the command line).");
    }

    @Test
    void what_would_have_to_be_filled_in_is_refused_wherever_it_stands() throws IOException {
        for (String written :
                List.of(
                        "backline.data: ${HOME}/backline",
                        "backline.data: ${user.home}/backline",
                        "backline.data: ${GONE:/srv}/backline",
                        "server.port: ${GONE}",
                        "backline.web.trusted-proxies: [127.0.0.1, '${GONE}']")) {
            String name = written.replaceAll(": .*", "");
            assertThat(problemsOfFile(written))
                    .as(written)
                    .singleElement()
                    .satisfies(
                            it -> {
                                assertThat(it.what()).contains(name, "line 1", "not filled in");
                                assertThat(it.remedy()).contains("environment variable");
                            });
        }
        assertThat(problemsOfEnvironment("BACKLINE_DATA", "${user.home}/backline"))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("BACKLINE_DATA", "not filled in"));
        assertThat(problemsOfCommandLine("--backline.data=${user.home}/backline"))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("on the command line"));
    }

    @Test
    void a_misspelt_variable_is_told_with_the_right_one() {
        assertThat(problemsOfEnvironment("BACKLINE_WEB_ADRESS", "https://backline.example.org"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.what()).contains("BACKLINE_WEB_ADRESS");
                            assertThat(it.remedy()).contains("BACKLINE_WEB_ADDRESS");
                        });
        assertThat(problemsOfEnvironment("BACKLINE_COLOUR", "blue"))
                .singleElement()
                .satisfies(it -> assertThat(it.remedy()).startsWith("Unset it"));
        assertThat(problemsOfEnvironment("BACKLINE_DATA_0", "/srv/backline")).hasSize(1);
    }

    @Test
    void a_variable_counts_in_both_spellings() {
        for (String name :
                List.of("BACKLINE_PLUGINS_SAFEMODE", "BACKLINE_PLUGINS_SAFE_MODE", "SERVER_PORT")) {
            assertThat(problemsOfEnvironment(name, "perhaps"))
                    .as(name)
                    .singleElement()
                    .satisfies(it -> assertThat(it.what()).contains("'perhaps'"));
        }
        assertThat(problemsOfEnvironment("BACKLINE_WEB_TRUSTEDPROXIES_0", "banana"))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("'banana'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BACKLINE_JAVA_FOLDERS",
                "BACKLINE_SERVICE_HOST",
                "BACKLINE_SERVICE_PORT_HTTP",
                "BACKLINE_PORT",
                "BACKLINE_PORT_8080_TCP_ADDR",
                "SERVER_SOFTWARE",
                "PATH"
            })
    void what_a_launcher_or_a_container_sets_is_no_setting(String name) {
        assertThat(problemsOfEnvironment(name, "tcp://10.0.0.1:8080")).isEmpty();
    }

    /** Settings that go together are right but for the one. */
    private static Map<String, String> withOthersRight(String name, String value) {
        Map<String, String> settings = new HashMap<>();
        if (name.startsWith("server.ssl.")) {
            settings.put("server.ssl.certificate", "{cert}");
            settings.put("server.ssl.certificate-private-key", "{key}");
        }
        if (name.startsWith("backline.database.")) {
            settings.put("backline.database.url", "jdbc:postgresql://db.example/backline");
            settings.put("backline.database.username", "backline_admin");
            settings.put("backline.database.password-file", "{password}");
        }
        settings.put(name, value);
        return settings;
    }

    private static List<Problem> problems(Map<String, String> settings) {
        Map<String, Object> values = new HashMap<>();
        settings.forEach((name, value) -> values.put(name, FILES.getOrDefault(value, value)));
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("settings", values));
        return problems(sources);
    }

    private static List<Problem> problemsOfFile(String yaml) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        new YamlPropertySourceLoader()
                .load(SettingsFile.NAME, new ByteArrayResource(yaml.getBytes(UTF_8)))
                .forEach(sources::addLast);
        return problems(sources);
    }

    private static List<Problem> problemsOfCommandLine(String... arguments) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SimpleCommandLinePropertySource(arguments));
        return problems(sources);
    }

    private static List<Problem> problemsOfEnvironment(String variable, String value) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of(variable, value)));
        return problems(sources);
    }

    private static List<Problem> problems(MutablePropertySources sources) {
        sources.addLast(
                new MapPropertySource("defaults", SettingsReference.ofThisBuild().defaults()));
        return SettingsCheck.problems(
                new StandardEnvironment(sources) {
                    @Override
                    protected void customizePropertySources(MutablePropertySources none) {
                        // Not what this process happens to be started with.
                    }
                });
    }

    private static String file(String name, String content, String rights) throws Exception {
        Path file = Files.writeString(folder.resolve(name), content);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file.toString();
    }
}
