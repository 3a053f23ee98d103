package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.testkit.NaughtyStrings;
import studio.backline.testkit.jar.PluginJarBuilder;

/** Files of plugins may be called whatever a disk lets them be called. */
class NaughtyFileNamesTest {

    private static final int LONGEST = 240;

    @TempDir private Path folder;

    @Test
    void eachIsToldAndAGoodOneIsTakenUp() throws IOException {
        Path drop = Files.createDirectories(folder.resolve("data/plugins/drop"));
        Path good = PluginJarBuilder.plugin("plain").build(folder);
        List<Path> junk = new ArrayList<>();
        for (String text : NaughtyStrings.all()) {
            Path file = place(drop, text);
            if (file != null) {
                junk.add(Files.writeString(file, "no jar"));
            }
        }
        assertThat(junk).hasSizeGreaterThan(200);
        Path last = junk.removeLast();
        Files.write(last, Files.readAllBytes(good));

        try (House house = House.open(folder).settle()) {
            assertThat(house.plugins.available())
                    .allMatch(each -> each.refusal().isPresent())
                    .extracting(AvailablePlugin::jar)
                    .containsExactlyInAnyOrderElementsOf(Set.copyOf(junk));
            assertThat(house.plugins.list())
                    .extracting(PluginInfo::state)
                    .containsExactly(PluginState.RUNNING);
            house.plugins.remove(new PluginId("plain"), RemovalChoice.ERASE_DATA);
        }
    }

    private static @Nullable Path place(Path drop, String text) {
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length < LONGEST;
        try {
            return fits && !text.contains("/") ? drop.resolve(text + ".jar") : null;
        } catch (InvalidPathException notForThisDisk) {
            return null;
        }
    }
}
