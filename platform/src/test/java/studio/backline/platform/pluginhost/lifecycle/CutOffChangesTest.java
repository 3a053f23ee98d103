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

        startAgain(this::assertUndone);
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
                    assertRuns(house, "1.0.0");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorded", "migrated", "migration recorded", "started"})
    void anUpgradeThatWasCutOffIsFinished(String step) {
        install(SongPlugin.of("songs"));
        dieAt(step, SongPlugin.of("songs").version("1.1.0").build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices()).hasSize(1);
                    assertRuns(house, "1.1.0");
                });
    }

    @Test
    void anUpgradeThatWasCutOffAndCannotGoOnGivesWayToTheFormerVersion() {
        install(SongPlugin.of("songs"));
        dieAt(
                "recorded",
                SongPlugin.of("songs")
                        .version("1.1.0")
                        .migration("V002__oops.sql", "oops;")
                        .build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .singleElement(STRING)
                            .startsWith(BACK)
                            .contains("The migration '002 oops' failed in line 1.");
                    assertRuns(house, "1.0.0");
                });
    }

    @Test
    void anUpgradeWhoseMigrationHangsHoldsUpTheNextStartNoLongerThanItMay() {
        install(SongPlugin.of("songs"));
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

    private static void assertRuns(House house, String version) {
        PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
        assertThat(songs.version()).hasToString(version);
        assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
    }

    private static void assertRunsAsBefore(House house) {
        assertRuns(house, "1.0.0");
        assertThat(House.exists("select 1 from pg_stat_activity where wait_event = ?", "PgSleep"))
                .isFalse();
    }

    @Test
    void anInstallationThatWasCutOffAndDoesNotStartIsUndone() {
        dieAt("migration recorded", sulking("1.0.0").build(folder));

        startAgain(this::assertUndone);
    }

    @Test
    void anUpgradeThatWasCutOffAndDoesNotStartGivesWayToTheFormerVersion() {
        install(PluginJarBuilder.plugin("songs"));
        dieAt("migration recorded", sulking("1.1.0").build(folder));

        startAgain(
                house -> {
                    assertThat(house.plugins.notices())
                            .containsExactly(
                                    BACK + " songs does not start. It says: “Not today.”.");
                    assertRuns(house, "1.0.0");
                });
    }

    @Test
    void anUpgradeThatWasCutOffAndCannotGoBackSaysThatItDoesNotStart() {
        install(PluginJarBuilder.plugin("songs"));
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
        install(SongPlugin.of("songs"));
        Path next = SongPlugin.of("songs").version("1.1.0").build(folder);
        dieAt("recorded", next);
        Files.delete(
                folder.resolve("data/plugins/store")
                        .resolve(JarCheck.sha256(next))
                        .resolve("plugin.jar"));
        House.sql(jdbc -> jdbc.sql("delete from backline.plugin_jar").update());

        startAgain(
                house -> {
                    assertRuns(house, "1.0.0");
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
                    assertThat(house.plugins.find(SONGS).orElseThrow().enabled()).isTrue();
                    assertRuns(house, "1.2.0");
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
        install(SongPlugin.of("songs"));
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

    private void assertUndone(House house) {
        assertThat(house.plugins.notices())
                .containsExactly(
                        "The installation of songs 1.0.0 was cut off and has been undone.");
        assertThat(house.plugins.list()).isEmpty();
        Traces.assertNone(folder, "songs");
    }

    private void install(PluginJarBuilder songs) {
        try (House house = House.open(folder)) {
            house.plugins.install(songs.build(folder));
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
