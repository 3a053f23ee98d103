package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.work.CrashPoint;

/** A server dies in the middle of a change; the next start finishes or undoes it, and says so. */
class CutOffChangesTest {

    private static final PluginId SONGS = new PluginId("songs");

    @TempDir private Path folder;

    @AfterEach
    void removeEverything() {
        try (House house = House.open(folder)) {
            house.plugins
                    .list()
                    .forEach(plugin -> house.plugins.remove(plugin.id(), RemovalChoice.ERASE_DATA));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorded", "migrated"})
    void anInstallationCutOffBeforeItsMigrationIsOnRecordIsUndone(String step) {
        dieAt(step, SongPlugin.of("songs").build(folder));
        assertThat(House.rowExists("songs")).isTrue();

        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "The installation of songs 1.0.0 was cut off and has been undone.");
            assertThat(house.plugins.list()).isEmpty();
            Traces.assertNone(folder, "songs");
        }
        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration recorded", "started"})
    void anInstallationCutOffAfterItsMigrationIsFinished(String step) {
        dieAt(step, SongPlugin.of("songs").build(folder));

        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "The installation of songs 1.0.0 was cut off and has been finished.");
            assertThat(house.plugins.find(SONGS).orElseThrow().state())
                    .isEqualTo(PluginState.RUNNING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorded", "migrated", "migration recorded", "started"})
    void anUpgradeThatWasCutOffIsFinished(String step) {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        dieAt(step, SongPlugin.of("songs").version("1.1.0").build(folder));

        try (House house = House.open(folder)) {
            PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
            assertThat(house.plugins.notices()).hasSize(1);
            assertThat(songs.version()).hasToString("1.1.0");
            assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void anUpgradeThatWasCutOffAndCannotGoOnGivesWayToTheFormerVersion() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        dieAt(
                "recorded",
                SongPlugin.of("songs")
                        .version("1.1.0")
                        .migration("V002__oops.sql", "oops;")
                        .build(folder));

        try (House house = House.open(folder)) {
            PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "The upgrade of songs to 1.1.0 was cut off and has been undone;"
                                    + " 1.0.0 is back.");
            assertThat(songs.version()).hasToString("1.0.0");
            assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void aRemovalThatWasCutOffIsFinished() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        House.sql(
                jdbc ->
                        jdbc.sql(
                                        "update backline.plugin set state = 'REMOVING',"
                                                + " step = 'REMOVING_ERASE' where id = 'songs'")
                                .update());

        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices())
                    .containsExactly("The removal of songs was cut off and has been finished.");
            Traces.assertNone(folder, "songs");
        }
    }

    private void dieAt(String step, Path jar) {
        CrashPoint here =
                passed -> {
                    if (passed.equals(step)) {
                        throw new Death();
                    }
                };
        try (House house = House.open(folder, here)) {
            assertThatThrownBy(() -> house.plugins.install(jar)).isInstanceOf(Death.class);
        }
    }

    /** Nothing catches it, as nothing survives a kill. */
    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;
    }
}
