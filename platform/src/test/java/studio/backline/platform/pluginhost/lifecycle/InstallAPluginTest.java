package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.pluginhost.KeptOfPeople;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.testkit.jar.PluginJarBuilder;

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
            assertThat(house.mount.events).containsExactly("mount plain", "unmount plain", "gone");
            assertThat(house.plugins.list()).isEmpty();
            assertThat(House.schemaExists("p_plain")).isFalse();
            assertThat(House.roleExists("p_plain")).isFalse();
        }
    }

    @Test
    void itHearsOfWhatWasToldAlsoAfterItWasOff() {
        PluginId songs = new PluginId("songs");
        try (House house = House.open(folder)) {
            WorkspaceId workspace = house.workspace();
            house.plugins.install(SongPlugin.of("songs").build(folder));
            house.as(DatabaseFixture.owner(workspace), () -> sing(house));
            SongPlugin.awaitJobsAndEvents(workspace);
            house.plugins.disable(songs);
            house.plugins.enable(songs);

            house.as(DatabaseFixture.owner(workspace), () -> sing(house));

            SongPlugin.awaitJobsAndEvents(workspace);
            house.plugins.remove(songs, RemovalChoice.ERASE_DATA);
        }
    }

    @SuppressWarnings("unchecked")
    private static String sing(House house) {
        Function<?, ?> service = house.running("songs").beans(Function.class).getFirst();
        return ((Function<String, String>) service).apply("Summertime");
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
