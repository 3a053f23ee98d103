package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.testkit.jar.PluginJarBuilder;

class LookIntoFoldersTest {

    @TempDir private Path folder;
    private Path drop;

    @BeforeEach
    void makeFolder() throws IOException {
        drop = Files.createDirectories(folder.resolve("data/plugins/drop"));
    }

    @Test
    void aJarThatTheInspectionFailsAtIsShownWithTheRest() throws IOException {
        Path jar = Files.writeString(drop.resolve("odd.jar"), "odd");
        Function<Path, InstallPlan> failing =
                any -> {
                    throw new IllegalStateException("No database.");
                };
        try (PluginFolders folders = new PluginFolders(null, drop)) {
            assertThat(folders.available(failing))
                    .extracting(AvailablePlugin::jar)
                    .containsExactly(jar);
            assertThat(folders.available(failing).getFirst().refusal().orElseThrow())
                    .startsWith("The file odd.jar cannot be checked: No database.");
        }
    }

    /** Why a jar was left where it is holds as long as it would be refused again. */
    @Test
    void aReasonThatHoldsNoMoreIsNotShown() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").version("2.0.0").build(folder));
        }
        Path jar = PluginJarBuilder.plugin("moody").build(drop);
        try (House house = House.open(folder)) {
            assertThat(house.plugins.available().getFirst().refusal().orElseThrow())
                    .contains("1.0.0 is lower");

            house.plugins.remove(new PluginId("moody"), RemovalChoice.ERASE_DATA);

            assertThat(jar).exists();
            assertThat(house.plugins.available().getFirst().refusal()).isEmpty();
        }
    }
}
