package studio.backline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no server read the settings that a server reads. */
class LocalSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"BACKLINE_ENCRYPTION_ROOTKEYFILE", "BACKLINE_ENCRYPTION_ROOT_KEY_FILE"})
    void the_root_key_is_where_the_server_looks_for_it(String variable) throws Exception {
        LocalSettings settings = LocalSettings.load(Map.of(variable, "/keys/of/the/house"));

        assertThat(settings.rootKeyFile()).isEqualTo(Path.of("/keys/of/the/house"));
    }
}
