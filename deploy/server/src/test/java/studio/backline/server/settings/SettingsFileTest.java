package studio.backline.server.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings file is read wherever it lies, or it is told why it is not. */
class SettingsFileTest {

    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @TempDir private Path home;
    private Path file;

    @BeforeEach
    void makeFolder() throws IOException {
        file = home.resolve("conf/backline.yaml");
        Files.createDirectory(file.getParent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c# songs",
                "a%20b",
                "x;y",
                "[br]",
                "Demos [2026]",
                "q?r",
                "st*r",
                "comma,x",
                "col:on",
                "${gone}",
                "back\\slash",
                "file:",
                "wow!"
            })
    void it_is_read_whatever_its_folder_is_called(String name) throws IOException {
        Path conf = Files.createDirectories(home.resolve(name).resolve("conf"));
        Files.writeString(conf.resolve("backline.yaml"), "server.port: of the file");

        assertThat(SettingsCheck.problemsOfFile(home.resolve(name)))
                .anySatisfy(it -> assertThat(it.what()).contains("'of the file'"));
    }

    @Test
    void what_a_start_is_given_goes_before_it_and_what_the_build_fixes_behind() throws IOException {
        Files.writeString(
                file, "server.port: 9000\nmanagement.server.port: 9001\n---\nbackline.data: later");
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        VARIABLES,
                        new SystemEnvironmentPropertySource(
                                VARIABLES, Map.of("SERVER_PORT", "9002")));
        OwnSettings.keepOwn(environment.getPropertySources());
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        assertThat(environment.getProperty("management.server.port")).isEqualTo("8081");

        SettingsFile.of(home).addTo(environment.getPropertySources());

        assertThat(environment.getProperty("server.port")).isEqualTo("9002");
        assertThat(environment.getProperty("management.server.port")).isEqualTo("9001");
        assertThat(environment.getProperty("backline.data")).isEqualTo("later");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_later_document_wins() throws IOException {
        Files.writeString(file, "backline.data: first\n---\nbackline.data: second");
        StandardEnvironment environment = new StandardEnvironment();

        SettingsFile.of(home).addTo(environment.getPropertySources());

        assertThat(environment.getProperty("backline.data")).isEqualTo("second");
    }

    @Test
    void none_is_as_good_as_one() throws IOException {
        assertThat(SettingsFile.of(home).problems()).isEmpty();

        Files.delete(file.getParent());

        assertThat(SettingsFile.of(home).problems()).isEmpty();
    }

    @Test
    void a_link_or_a_folder_in_its_place_is_told() throws IOException {
        Files.createDirectory(file);
        assertThat(refused()).contains("it is a folder");

        Files.delete(file);
        Files.createSymbolicLink(file, home.resolve("nowhere.yaml"));
        assertThat(refused()).contains("a link there leads nowhere");

        Files.writeString(home.resolve("nowhere.yaml"), "server.port: 9000");
        assertThat(SettingsFile.of(home).problems()).isEmpty();

        Files.delete(file);
        Files.delete(file.getParent());
        Files.createSymbolicLink(file.getParent(), home.resolve("nowhere"));
        assertThat(refused()).contains("a link there leads nowhere");
    }

    @Test
    void one_that_the_servers_user_may_not_read_is_told() throws IOException {
        Files.writeString(file, "server.port: 9000");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("may read anything").isFalse();

        assertThat(refused()).contains("may not read it");
    }

    @Test
    void what_is_no_text_is_told_with_the_line() throws IOException {
        for (char control : new char[] {'\0', '\u001b', '\u007f'}) {
            Files.writeString(file, "server.port: 9000\n# caf\u00e9 " + control + "\n");
            assertThat(refused())
                    .contains("line 2 holds a control character (U+%04X)".formatted((int) control));
        }
        Files.write(file, "server.port: 9000\n# Caf\u00e9\n".getBytes(UTF_8));
        assertThat(SettingsFile.of(home).problems()).isEmpty();

        Files.write(file, "server.port: 9000\n# Caf\u00e9\n".getBytes(ISO_8859_1));
        assertThat(refused()).contains("UTF-8").contains("line 2");

        Files.writeString(file, "server:\n  port: 9000\n address: 127.0.0.1\n");
        assertThat(refused()).contains("in line 3");
    }

    @Test
    void what_is_wrong_besides_is_told_as_well_and_nothing_that_it_may_have_said()
            throws IOException {
        Files.writeString(file, "backline: [");
        StandardEnvironment environment = new StandardEnvironment();
        // What the build of this test is started with is no setting.
        environment
                .getPropertySources()
                .remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        VARIABLES,
                        new SystemEnvironmentPropertySource(
                                VARIABLES,
                                Map.of(
                                        "SERVER_PORT", "http",
                                        "BACKLINE_WEB_ADRESS", "https://backline.example.org",
                                        // Its address may stand in the file.
                                        "BACKLINE_DATABASE_USERNAME", "backline_admin")));

        assertThat(SettingsCheck.problems(environment, SettingsFile.of(home)))
                .extracting(Problem::what)
                .satisfiesExactly(
                        first -> assertThat(first).contains(file.toString()),
                        second -> assertThat(second).contains("BACKLINE_WEB_ADRESS"),
                        third -> assertThat(third).contains("'http'"));
    }

    private String refused() {
        SettingsFile read = SettingsFile.of(home);
        assertThat(read.values()).isEmpty();
        assertThat(read.problems())
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.what() + it.remedy())
                                        .contains(file.toString())
                                        .doesNotContain("Exception"));
        return read.problems().getFirst().what();
    }
}
