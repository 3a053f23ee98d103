package studio.backline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.outbound.KnownNames;

/** Commands that need no server read the settings that a server reads. */
class LocalSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"BACKLINE_ENCRYPTION_ROOTKEYFILE", "BACKLINE_ENCRYPTION_ROOT_KEY_FILE"})
    void the_root_key_is_where_the_server_looks_for_it(String variable) throws Exception {
        LocalSettings settings =
                LocalSettings.load(Map.of(variable, "/keys/of/the/house"), Path.of("."));

        assertThat(settings.rootKeyFile()).isEqualTo(Path.of("/keys/of/the/house"));
    }

    @Test
    void the_file_is_the_one_that_a_server_reads(@TempDir Path home) throws Exception {
        Path file = home.resolve("c# songs/conf/backline.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "backline: {data: /srv/house, plugins: {bundled: }}");

        LocalSettings settings = LocalSettings.load(Map.of(), home.resolve("c# songs"));

        assertThat(settings.get("backline.data")).isEqualTo("/srv/house");
        assertThat(settings.find("backline.plugins.bundled")).isEmpty();
    }

    /** As in containers, where the database has a name. */
    @Test
    void a_database_elsewhere_is_found_by_its_name(@TempDir Path home) throws Exception {
        Path password = Files.writeString(home.resolve("admin"), "b3Blbg\n");
        String host = "database-of-" + LocalSettingsTest.class.getSimpleName();
        assertThat(LocalSettings.load(Map.of(), home).database()).isEmpty();
        assertThat(KnownNames.ofProcess().isAllowed(host)).isFalse();

        DatabaseAddress found =
                LocalSettings.load(
                                Map.of(
                                        "BACKLINE_DATABASE_URL",
                                        "jdbc:postgresql://%s:5432/backline".formatted(host),
                                        "BACKLINE_DATABASE_USERNAME",
                                        "backline_admin",
                                        "BACKLINE_DATABASE_PASSWORDFILE",
                                        password.toString()),
                                home)
                        .database()
                        .orElseThrow();

        assertThat(found.username()).isEqualTo("backline_admin");
        assertThat(found.password()).isEqualTo("b3Blbg");
        assertThat(KnownNames.ofProcess().isAllowed(host)).isTrue();
    }

    @Test
    void what_keeps_the_file_from_being_read_is_told(@TempDir Path home) throws Exception {
        Path file = Files.createDirectory(home.resolve("conf")).resolve("backline.yaml");
        Files.createSymbolicLink(file, home.resolve("nowhere"));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> LocalSettings.load(Map.of(), home))
                .withMessageContaining(file.toString())
                .withMessageContaining("leads nowhere")
                .withMessageContaining("Put a file there");
    }
}
