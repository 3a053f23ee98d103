package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.jar.JarCheck;
import studio.backline.platform.work.CrashPoint;
import studio.backline.testkit.jar.PluginJarBuilder;

/** A server dies in the middle of a change; the next start finishes or undoes it, and says so. */
class CutOffChangesTest {

    private static final PluginId SONGS = new PluginId("songs");

    private static final String BACK =
            "The upgrade of songs to 1.1.0 was cut off and has been undone; 1.0.0 is back.";

    private static final String SLEEPS = "select pg_sleep(100000);";

    private static final String SLEEPS_ON =
            """
            do $$ begin
                loop
                    begin
                        perform pg_sleep(100000);
                    exception when query_canceled then null;
                    end;
                end loop;
            end $$;
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"recorded", "migrated"})
    void anInstallationCutOffBeforeItsMigrationIsOnRecordIsUndone(String step) {
        dieAt(step, SongPlugin.of("songs").build(folder));
        assertThat(House.rowExists("songs")).isTrue();

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    "The installation of songs 1.0.0 was cut off and has been"
                                            + " undone.");
                    assertThat(house.plugins.list()).isEmpty();
                    Traces.assertNone(folder, "songs");
                });
        startAgain(house -> assertThat(house.plugins.notices()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration recorded", "started"})
    void anInstallationCutOffAfterItsMigrationIsFinished(String step) {
        dieAt(step, SongPlugin.of("songs").build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    "The installation of songs 1.0.0 was cut off and has been"
                                            + " finished.");
                    assertThat(house.plugins.find(SONGS).orElseThrow().state())
                            .isEqualTo(PluginState.RUNNING);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorded", "migrated", "migration recorded", "started"})
    void anUpgradeThatWasCutOffIsFinished(String step) {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        dieAt(step, SongPlugin.of("songs").version("1.1.0").build(folder));

        startAgain(
                house -> {
                    PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
                    assertThat(house.plugins.notices()).hasSize(1);
                    assertThat(songs.version()).hasToString("1.1.0");
                    assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
                });
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

        startAgain(
                house -> {
                    PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
                    assertThat(house.plugins.notices())
                            .singleElement(STRING)
                            .startsWith(BACK)
                            .contains("A migration failed in line 1.");
                    assertThat(songs.version()).hasToString("1.0.0");
                    assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
                });
    }

    @Test
    void anUpgradeWhoseMigrationHangsHoldsUpTheNextStartNoLongerThanItMay() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        dieAt("recorded", slowly("1.1.0", SLEEPS));

        startAgain(
                Map.of("backline.database.longest-migration-seconds", "1"),
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    BACK
                                            + " songs does not start. The migrations were still at"
                                            + " it when their time was over (1s,"
                                            + " backline.database.longest-migration-seconds).");
                    assertRunsAsBefore(house);

                    assertThatThrownBy(() -> house.plugins.install(slowly("1.2.0", SLEEPS_ON)))
                            .hasMessageContaining("their time was over")
                            .hasMessageContaining("nothing of them is kept");
                    assertRunsAsBefore(house);
                });
    }

    private Path slowly(String version, String migration) {
        return SongPlugin.of("songs")
                .version(version)
                .migration("V002__sleep.sql", migration)
                .build(folder);
    }

    private static void assertRunsAsBefore(House house) {
        PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
        assertThat(songs.version()).hasToString("1.0.0");
        assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
        assertThat(House.exists("select 1 from pg_stat_activity where wait_event = ?", "PgSleep"))
                .isFalse();
    }

    @Test
    void anInstallationThatWasCutOffAndDoesNotStartIsUndone() {
        dieAt("migration recorded", sulking("1.0.0").build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    "The installation of songs 1.0.0 was cut off and has been"
                                            + " undone.");
                    assertThat(house.plugins.list()).isEmpty();
                    Traces.assertNone(folder, "songs");
                });
    }

    @Test
    void anUpgradeThatWasCutOffAndDoesNotStartGivesWayToTheFormerVersion() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("songs").build(folder));
        }
        dieAt("migration recorded", sulking("1.1.0").build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    BACK + " songs does not start. It says: “Not today.”.");
                    PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
                    assertThat(songs.version()).hasToString("1.0.0");
                    assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
                });
    }

    @Test
    void anUpgradeThatWasCutOffAndCannotGoBackSaysThatItDoesNotStart() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("songs").build(folder));
        }
        dieAt(
                "migration recorded",
                sulking("1.1.0").migration("V002__more.sql", "select 1;").build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    "The upgrade of songs to 1.1.0 was cut off and has been"
                                            + " finished, but 1.1.0 does not start.");
                    PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
                    assertThat(songs.version()).hasToString("1.1.0");
                    assertThat(songs.reason().orElseThrow()).contains("Not today.");
                });
    }

    @Test
    void anUpgradeThatWasCutOffAndWhoseJarIsGoneGivesWayToTheFormerVersion() throws IOException {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        Path next = SongPlugin.of("songs").version("1.1.0").build(folder);
        dieAt("recorded", next);
        Files.delete(
                folder.resolve("data/plugins/store")
                        .resolve(JarCheck.sha256(next))
                        .resolve("plugin.jar"));

        startAgain(
                house -> {
                    PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
                    assertThat(songs.version()).hasToString("1.0.0");
                    assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
                });
    }

    /** What is wished is the former wish until the next version runs. */
    @Test
    void aPluginThatIsOffStaysOffWhenAnUpgradeOfItIsUndone() {
        Path next =
                SongPlugin.of("songs")
                        .version("1.1.0")
                        .migration("V002__oops.sql", "oops;")
                        .build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
            house.plugins.disable(SONGS);
            assertThatThrownBy(() -> house.plugins.install(next))
                    .isInstanceOf(PluginRefusedException.class);
            assertOff(house);
        }
        dieAt("recorded", next);

        startAgain(
                house -> {
                    assertOff(house);
                    house.plugins.install(SongPlugin.of("songs").version("1.2.0").build(folder));
                    PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
                    assertThat(songs.enabled()).isTrue();
                    assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
                });
    }

    /** Where there is no such folder, there is nowhere to look at a library. */
    @Test
    void aLookAtAPluginThatWasCutOffLeavesNoFileOfItsLibrary() throws IOException {
        Path staging = folder.resolve("data/plugins/staging");
        Path jar =
                PluginJarBuilder.plugin("lib").resource("lib/thing.jar", library()).build(folder);
        try (House house = House.open(folder)) {
            assertThat(house.plugins.inspect(jar).manifest().id()).hasToString("lib");
            assertThat(staging).isEmptyDirectory();
            Files.delete(staging);

            assertThatThrownBy(() -> house.plugins.inspect(jar)).hasMessageContaining("read");

            Files.createDirectories(staging);
        }
        Files.write(staging.resolve("backline-library1.jar"), library());

        startAgain(
                house -> {
                    assertThat(staging).isEmptyDirectory();
                    assertThat(house.plugins.notices()).as("nothing was changed").isEmpty();
                });
    }

    private static byte[] library() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("words.txt"));
            zip.write('x');
        }
        return bytes.toByteArray();
    }

    private static void assertOff(House house) {
        PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
        assertThat(songs.version()).hasToString("1.0.0");
        assertThat(songs.enabled()).isFalse();
        assertThat(songs.state()).isEqualTo(PluginState.STOPPED);
    }

    private static PluginJarBuilder sulking(String version) {
        return PluginJarBuilder.plugin("songs")
                .version(version)
                .entry("throw new IllegalStateException(\"Not today.\");");
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

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    "The removal of songs was cut off and has been finished.");
                    Traces.assertNone(folder, "songs");
                });
    }

    /** The next start; what is there after it is not left to the next test. */
    private void startAgain(Consumer<House> look) {
        startAgain(Map.of(), look);
    }

    private void startAgain(Map<String, Object> settings, Consumer<House> look) {
        try (House house = House.open(folder, settings)) {
            try {
                look.accept(house);
            } finally {
                for (PluginInfo plugin : house.plugins.list()) {
                    house.plugins.remove(plugin.id(), RemovalChoice.ERASE_DATA);
                }
            }
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
