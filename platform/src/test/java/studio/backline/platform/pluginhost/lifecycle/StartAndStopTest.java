package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.testkit.jar.PluginJarBuilder;

class StartAndStopTest {

    private static final PluginId SONGS = new PluginId("songs");
    private static final PluginId MOODY = new PluginId("moody");
    private static final String MIGRATION = "V001__nothing.sql";

    /** What the moody one says, but for what steers a terminal or cannot be kept. */
    private static final String SULKS = "Not today??[1m?? .";

    @TempDir private Path folder;

    @AfterEach
    void removeEverything() {
        System.clearProperty("test.moody");
        try (House house = House.open(folder)) {
            house.plugins
                    .list()
                    .forEach(plugin -> house.plugins.remove(plugin.id(), RemovalChoice.ERASE_DATA));
        }
    }

    @Test
    void whatRunsRunsAgainAfterARestartAndWhatIsOffStaysOff() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
            house.plugins.install(PluginJarBuilder.plugin("moody").build(folder));
            house.plugins.disable(MOODY);
            assertThat(state(house, MOODY)).isEqualTo(PluginState.STOPPED);
        }
        try (House house = House.open(folder)) {
            assertThat(state(house, SONGS)).isEqualTo(PluginState.RUNNING);
            assertThat(state(house, MOODY)).isEqualTo(PluginState.STOPPED);
            assertThat(house.plugins.notices()).isEmpty();

            house.plugins.enable(MOODY);

            assertThat(state(house, MOODY)).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void aPluginThatDoesNotStartIsLeftOutWithItsReason() {
        try (House house = House.open(folder)) {
            house.plugins.install(moody("1.0.0").build(folder));
            house.plugins.install(SongPlugin.of("songs").build(folder));
        }
        System.setProperty("test.moody", "sulks");
        try (House house = House.open(folder)) {
            PluginInfo moody = house.plugins.find(MOODY).orElseThrow();
            assertThat(moody.state()).isEqualTo(PluginState.FAILED);
            assertThat(moody.enabled()).isTrue();
            assertThat(moody.reason().orElseThrow()).contains(SULKS).doesNotContain("SQL");
            assertThat(state(house, SONGS)).isEqualTo(PluginState.RUNNING);

            System.clearProperty("test.moody");
            assertThat(house.plugins.enable(MOODY).state()).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void aJarThatWasChangedInTheStoreIsFetchedAnew() throws IOException {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").build(folder));
        }
        changeStoredJar();
        try (House house = House.open(folder)) {
            assertThat(state(house, MOODY)).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void aJarThatWasChangedEverywhereIsNotStarted() throws IOException {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").build(folder));
        }
        changeStoredJar();
        House.sql(
                jdbc ->
                        jdbc.sql("update backline.plugin_jar set bytes = substr(bytes, 2)")
                                .update());
        try (House house = House.open(folder)) {
            PluginInfo moody = house.plugins.find(MOODY).orElseThrow();
            assertThat(moody.state()).isEqualTo(PluginState.FAILED);
            assertThat(moody.reason().orElseThrow()).contains("was changed there");
        }
    }

    private void changeStoredJar() throws IOException {
        try (var files = Files.walk(folder.resolve("data/plugins/store"))) {
            Path jar = files.filter(file -> file.endsWith("plugin.jar")).findFirst().orElseThrow();
            Files.copy(
                    PluginJarBuilder.plugin("moody").resource("x", "y").build(folder),
                    jar,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void afterTwoFailedStartsTheThirdIsInSafeMode() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").build(folder));
        }
        House.openUnready(folder).fail().close();
        House.openUnready(folder).fail().close();
        try (House house = House.open(folder)) {
            assertThat(house.plugins.safeMode()).isTrue();
            assertThat(state(house, MOODY)).isEqualTo(PluginState.HELD_BACK);
            assertThatThrownBy(() -> house.plugins.enable(MOODY)).hasMessageContaining("safe mode");
        }
        try (House house = House.open(folder)) {
            assertThat(house.plugins.safeMode()).isFalse();
            assertThat(state(house, MOODY)).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void whoeverStopsTheServerBeforeItIsReadyHasMadeNoFailedStart() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").build(folder));
        }
        House.openUnready(folder).fail().close();
        House.openUnready(folder).close();
        House.openUnready(folder).close();
        try (House house = House.openUnready(folder).fail()) {
            assertThat(house.plugins.safeMode()).isFalse();
            assertThat(state(house, MOODY)).isEqualTo(PluginState.RUNNING);
        }
        try (House house = House.open(folder)) {
            assertThat(house.plugins.safeMode()).as("after the second that failed").isTrue();
        }
    }

    @Test
    void safeModeCanBeAskedFor() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").build(folder));
        }
        try (House house = House.open(folder, Map.of("backline.plugins.safe-mode", "true"))) {
            assertThat(state(house, MOODY)).isEqualTo(PluginState.HELD_BACK);
            house.plugins.remove(MOODY, RemovalChoice.ERASE_DATA);
            assertThat(house.plugins.list()).isEmpty();
        }
    }

    @Test
    void aHigherVersionTakesOverAndALowerOneIsRefused() {
        Path first = SongPlugin.of("songs").build(folder);
        Path second = withYear("1.1.0").build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(first);
            assertThat(house.plugins.inspect(second).step()).isEqualTo(InstallPlan.Step.UPGRADE);

            house.plugins.install(second);

            assertThat(house.plugins.find(SONGS).orElseThrow().version()).hasToString("1.1.0");
            assertThat(column("release_year")).isTrue();
            assertThat(refused(house, first).code()).isEqualTo("lower-version");
            assertThat(house.plugins.inspect(second).step())
                    .isEqualTo(InstallPlan.Step.SAME_VERSION);
            assertThat(house.plugins.install(second).state()).isEqualTo(PluginState.RUNNING);
            Path other = withYear("1.1.0").resource("x", "y").build(folder);
            assertThat(refused(house, other).code()).isEqualTo("same-version-differs");
        }
    }

    @Test
    void anUpgradeWhoseMigrationFailsLeavesTheFormerVersionRunning() {
        Path second = withYear("1.1.0").migration("V003__oops.sql", "oops;").build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));

            assertThat(refused(house, second).code()).isEqualTo("data-refused");

            PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
            assertThat(songs.version()).hasToString("1.0.0");
            assertThat(songs.state()).isEqualTo(PluginState.RUNNING);
            assertThat(column("release_year")).isFalse();
        }
    }

    @Test
    void anUpgradeThatDoesNotStartSaysThatItsDataCannotGoBack() {
        try (House house = House.open(folder)) {
            house.plugins.install(moody("1.0.0").build(folder));
            System.setProperty("test.moody", "sulks");
            Path second = moody("1.1.0").migration("V002__more.sql", "select 1;").build(folder);

            assertThat(refused(house, second).code()).isEqualTo("upgraded-but-down");

            PluginInfo moody = house.plugins.find(MOODY).orElseThrow();
            assertThat(moody.version()).hasToString("1.1.0");
            assertThat(moody.state()).isEqualTo(PluginState.FAILED);
            assertThat(moody.reason().orElseThrow()).contains(SULKS);
        }
    }

    @Test
    void anUpgradeThatDoesNotStartAndHasMigratedNothingLeavesTheFormerVersionRunning() {
        Path first =
                PluginJarBuilder.plugin("moody").migration(MIGRATION, "select 1;").build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(first);
            System.setProperty("test.moody", "sulks");

            PluginRefusedException refused = refused(house, moody("1.1.0").build(folder));

            assertThat(refused.code()).isEqualTo("does-not-start");
            assertThat(refused.what()).contains(SULKS);
            PluginInfo moody = house.plugins.find(MOODY).orElseThrow();
            assertThat(moody.version()).hasToString("1.0.0");
            assertThat(moody.state()).isEqualTo(PluginState.RUNNING);
        }
        try (House house = House.open(folder)) {
            assertThat(state(house, MOODY)).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void dataThatWasKeptIsThereWhenThePluginReturns() {
        Path jar = SongPlugin.of("songs").build(folder);
        Path lower = SongPlugin.of("songs").version("0.9.0").build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
            House.sql(jdbc -> jdbc.sql(SongPlugin.ROW).update());
            house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);
            assertThat(House.schemaExists("p_songs")).isTrue();
            assertThat(house.plugins.list()).isEmpty();
            assertThat(house.plugins.inspect(jar).step()).isEqualTo(InstallPlan.Step.RETURN);
            assertThat(refused(house, lower).code()).isEqualTo("lower-than-kept");

            house.plugins.install(jar);

            assertThat(house.plugins.held(SONGS).orElseThrow()).contains(SongPlugin.HELD);
        }
    }

    @Test
    void twoInstallationsAtOnceDoNotMeet() throws InterruptedException, ExecutionException {
        Path songs = SongPlugin.of("songs").build(folder);
        Path moody = PluginJarBuilder.plugin("moody").build(folder);
        try (House house = House.open(folder);
                ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Callable<PluginInfo>> asked =
                    List.of(
                            () -> house.plugins.install(songs),
                            () -> house.plugins.install(moody),
                            () -> house.plugins.install(songs),
                            () -> house.plugins.install(moody));
            for (Future<PluginInfo> answer : both.invokeAll(asked)) {
                assertThat(answer.get().state()).isEqualTo(PluginState.RUNNING);
            }
            assertThat(house.plugins.running()).hasSize(2);
        }
    }

    @Test
    void aJarPutIntoTheFolderIsInstalledAndABadOneIsExplained()
            throws IOException, InterruptedException {
        Path drop = Files.createDirectories(folder.resolve("data/plugins/drop"));
        Files.copy(PluginJarBuilder.plugin("moody").build(folder), drop.resolve("moody.jar"));
        Files.writeString(drop.resolve("letter.jar"), "Dear artist,");
        Files.copy(
                PluginJarBuilder.plugin("lute")
                        .entry("throw new IllegalStateException(\"No strings.\");")
                        .build(folder),
                drop.resolve("lute.jar"));
        try (House house = House.open(folder).settle()) {
            assertThat(state(house, MOODY)).isEqualTo(PluginState.RUNNING);
            assertThat(drop.resolve("moody.jar")).doesNotExist();
            List<AvailablePlugin> available = house.plugins.available();
            assertThat(available).hasSize(2);
            assertThat(available.getFirst().refusal().orElseThrow()).contains("not a plugin");
            assertThat(available.getLast().refusal().orElseThrow()).contains("No strings.");
            assertThat(available.getLast().plan()).isPresent();

            Files.copy(SongPlugin.of("songs").build(folder), drop.resolve("songs.jar"));

            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (house.plugins.find(SONGS).isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }
            assertThat(house.plugins.find(SONGS)).isPresent();
        }
    }

    @Test
    void aBadJarInTheFolderIsToldOnceAndStaysOnTheScreen() throws IOException {
        Path drop = Files.createDirectories(folder.resolve("data/plugins/drop"));
        Files.writeString(drop.resolve("letter.jar"), "Dear artist,");
        assertThat(toldAtAStart()).containsExactly("letter.jar");
        assertThat(toldAtAStart()).isEmpty();

        Files.copy(drop.resolve("letter.jar"), drop.resolve("copy.jar"));
        assertThat(toldAtAStart()).as("the same under another name").isEmpty();

        Files.writeString(drop.resolve("letter.jar"), "Dear audience,");
        assertThat(toldAtAStart()).as("another content").containsExactly("letter.jar");
        assertThat(Files.readAllLines(drop.resolveSibling("refused"))).hasSize(2);
        try (House house = House.open(folder).settle()) {
            assertThat(house.plugins.available())
                    .extracting(each -> each.refusal().orElseThrow())
                    .hasSize(2)
                    .allMatch(why -> why.contains("not a plugin"));
        }
    }

    /** Names of the jars that a start says it does not install. */
    private List<String> toldAtAStart() {
        Logger log = (Logger) LoggerFactory.getLogger(PluginHost.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        try {
            House.open(folder).settle().close();
        } finally {
            log.detachAppender(told);
        }
        return told.list.stream()
                .filter(event -> event.getMessage().equals("{} is not installed: {}"))
                .map(event -> String.valueOf(event.getArgumentArray()[0]))
                .toList();
    }

    private static PluginJarBuilder moody(String version) {
        return PluginJarBuilder.plugin("moody")
                .version(version)
                .migration(MIGRATION, "select 1;")
                .entry(
                        """
                        if (System.getProperty("test.moody") != null) {
                            throw new IllegalStateException("Not today\\0\\33[1m\\u202e\\ud800\\n.");
                        }
                        return java.util.List.of();
                        """);
    }

    private static PluginJarBuilder withYear(String version) {
        return SongPlugin.of("songs")
                .version(version)
                .migration("V002__year.sql", "alter table song add column release_year int;")
                .manifest(
                        """
                        data:
                          tables:
                            song: {scope: tenant, columns: {release_year: not-personal}}
                        """);
    }

    private static boolean column(String name) {
        return House.exists(
                "select 1 from information_schema.columns"
                        + " where table_schema = 'p_songs' and column_name = ?",
                name);
    }

    private static PluginState state(House house, PluginId id) {
        return house.plugins.find(id).orElseThrow().state();
    }

    private static PluginRefusedException refused(House house, Path jar) {
        return catchThrowableOfType(PluginRefusedException.class, () -> house.plugins.install(jar));
    }
}
