package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.pluginhost.KeptOfPeople;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;

class InstallAPluginTest {

    @TempDir private Path folder;

    @Test
    void aPluginIsInstalledRunsAndIsRemovedWithoutTrace() {
        Path jar = PluginJarBuilder.plugin("plain").build(folder);
        try (House house = House.open(folder)) {
            PluginInfo info = house.plugins.install(jar);

            assertThat(info.state()).isEqualTo(PluginState.RUNNING);
            assertThat(house.mount.events).containsExactly("mount plain");

            RemovalResult removed =
                    house.plugins.remove(new PluginId("plain"), RemovalChoice.ERASE_DATA);

            assertThat(removed.restartAdvised()).isFalse();
            assertThat(house.mount.events).containsExactly("mount plain", "unmount plain");
            assertThat(house.plugins.list()).isEmpty();
            assertThat(House.schemaExists("p_plain")).isFalse();
            assertThat(House.roleExists("p_plain")).isFalse();
        }
    }

    @Test
    void thePlanNamesWhatManifestAndEntitiesKeepOfPeople() {
        Path jar =
                SongPlugin.of("songs")
                        .manifest(
                                """
                                data:
                                  tables:
                                    listener:
                                      scope: tenant
                                      columns:
                                        name: {category: name, of: [fan]}
                                        heard: {category: behaviour, of: [fan]}
                                        count: not-personal""")
                        .build(folder);
        try (House house = House.open(folder)) {
            assertThat(house.plugins.inspect(jar).keeps())
                    .containsExactly(
                            // The entity says so of its singer, the manifest of its listener.
                            new KeptOfPeople(
                                    DataCategory.NAME, Set.of(SubjectKind.FAN, SubjectKind.OTHER)),
                            new KeptOfPeople(DataCategory.BEHAVIOUR, Set.of(SubjectKind.FAN)));
            assertThat(house.plugins.list()).isEmpty();
        }
    }
}
