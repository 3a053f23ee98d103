package studio.backline.platform.pluginhost.lifecycle;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.testkit.jar.PluginJarBuilder;

/** Each hangs until the gate opens, whoever interrupts it. */
@Timeout(120)
class HangingPluginsTest {

    private static final PluginId SLEEPER = new PluginId("sleeper");
    private static final String GATE = "test.gate";
    private static final String HANGS =
            """
            var gate = (java.util.concurrent.CountDownLatch) System.getProperties().get("test.gate");
            while (gate != null && gate.getCount() > 0) {
                try { gate.await(); } catch (InterruptedException ignored) {}
            }
            """;

    private static final String SLEEPS =
            "select 1 from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'"
                    + " and query like ?";

    @TempDir private Path folder;
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void removeEverything() throws IOException {
        gate.countDown();
        Files.deleteIfExists(folder.resolve("data/plugins/drop/sleeper.jar"));
        System.getProperties().remove(GATE);
        try (House house = House.open(folder)) {
            house.plugins
                    .list()
                    .forEach(plugin -> house.plugins.remove(plugin.id(), RemovalChoice.ERASE_DATA));
        }
    }

    @Test
    void aPluginThatHangsAsItIsInstalledIsUndoneAndTheNextOneStarts() {
        Path jar =
                PluginJarBuilder.plugin("sleeper")
                        .source("Entry", entry("static { " + HANGS + " }"))
                        .build(folder);
        try (House house = impatient()) {
            shutTheGate();

            assertThat(refused(house, jar).code()).isEqualTo("hangs");

            Traces.assertNone(folder, "sleeper");
            assertThat(house.plugins.list()).isEmpty();
            house.plugins.install(PluginJarBuilder.plugin("waker").build(folder));
            assertThat(house.running("waker").id()).hasToString("waker");
        }
    }

    @Test
    void aPluginThatHangsAsItIsMountedDoesNotComeBackUntilItsThreadIsGone() {
        Path jar = HostilePluginsTest.handling("sleeper", HANGS + "return \"a.b\";").build(folder);
        try (House house = impatient()) {
            shutTheGate();
            assertThat(refused(house, jar).code()).isEqualTo("hangs");
            Traces.assertNone(folder, "sleeper");

            assertThat(refused(house, jar).code()).isEqualTo("still-hangs");
            Traces.assertNone(folder, "sleeper");
        }
    }

    @Test
    void aPluginThatHungIsSwitchedOffSoThatTheNextStartSkipsIt() {
        try (House house = House.open(folder)) {
            house.plugins.install(sleeper());
        }
        shutTheGate();
        try (House house = impatient()) {
            PluginInfo sleeper = house.plugins.find(SLEEPER).orElseThrow();
            assertThat(sleeper.state()).isEqualTo(PluginState.FAILED);
            assertThat(sleeper.enabled()).isFalse();
            assertThat(sleeper.reason().orElseThrow())
                    .contains("(3s, backline.plugins.time-limit-seconds)");
        }
        // It would wait for a minute, and take longer than this test may.
        try (House house = House.open(folder)) {
            assertThat(house.plugins.find(SLEEPER).orElseThrow().reason()).isPresent();
            gate.countDown();
            assertThat(house.plugins.enable(SLEEPER).state()).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void aPluginThatHangsAsItIsStoppedHoldsUpNeitherTheSwitchNorTheServer() {
        Path jar =
                PluginJarBuilder.wired(
                                "sleeper",
                                """
                                @Bean(destroyMethod = "close") Bed bed() { return new Bed(); }
                                """)
                        .source("Bed", "class Bed { public void close() { %s } }".formatted(HANGS))
                        .build(folder);
        try (House house = impatient()) {
            house.plugins.install(jar);
            shutTheGate();
            assertThat(house.plugins.disable(SLEEPER).state()).isEqualTo(PluginState.STOPPED);
            assertThat(house.plugins.enable(SLEEPER).state()).isEqualTo(PluginState.RUNNING);
        }
    }

    @Test
    void aMigrationThatHangsIsBrokenOffWhenTheServerStops() throws Exception {
        Path jar =
                SongPlugin.of("sleeper")
                        .migration("V002__sleep.sql", "select pg_sleep(100000);")
                        .build(folder);
        CompletableFuture<PluginRefusedException> refused;
        try (House house = House.open(folder)) {
            refused = CompletableFuture.supplyAsync(() -> refused(house, jar));
            while (!House.exists(SLEEPS, "%backline_migrate%")) {
                Thread.onSpinWait();
            }
            house.sayThatItStops();
            assertThat(refused.get(30, TimeUnit.SECONDS).code()).isEqualTo("shutting-down");
        }
        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "The installation of sleeper 1.0.0 was cut off and has been undone.");
            Traces.assertNone(folder, "sleeper");
        }
    }

    @Test
    @Timeout(60)
    void aJarInTheFolderThatHangsKeepsNoServerFromBeingReadyAndIsNotTakenUpAgain()
            throws Exception {
        Path drop = Files.createDirectories(folder.resolve("data/plugins/drop"));
        Path jar = drop.resolve("sleeper.jar");
        Files.copy(
                SongPlugin.of("sleeper")
                        .migration("V002__sleep.sql", "select pg_sleep(100000);")
                        .build(folder),
                jar);
        try (House house = House.open(folder)) {
            while (!House.exists(SLEEPS, "%backline_migrate%")) {
                Thread.onSpinWait();
            }
            house.sayThatItStops();
        }
        try (House house = House.open(folder).settle()) {
            assertThat(house.plugins.list()).isEmpty();
            assertThat(house.plugins.available())
                    .singleElement()
                    .satisfies(
                            offer -> {
                                assertThat(offer.plan()).isPresent();
                                assertThat(offer.refusal().orElseThrow()).contains("was cut off");
                            });
        }
        Files.copy(SongPlugin.of("sleeper").build(folder), jar, REPLACE_EXISTING);
        try (House house = House.open(folder).settle()) {
            assertThat(house.plugins.find(SLEEPER).orElseThrow().state())
                    .isEqualTo(PluginState.RUNNING);
            assertThat(jar).doesNotExist();
        }
    }

    private void shutTheGate() {
        System.getProperties().put(GATE, gate);
    }

    private Path sleeper() {
        return PluginJarBuilder.plugin("sleeper")
                .entry(HANGS + "return java.util.List.of();")
                .build(folder);
    }

    private static String entry(String more) {
        return """
        public class Entry implements studio.backline.contract.plugin.PluginEntry {
            %s
            public java.util.List<Class<?>> configurations() { return java.util.List.of(); }
        }
        """
                .formatted(more);
    }

    private House impatient() {
        return House.open(
                folder,
                Map.of(
                        "backline.plugins.time-limit-seconds",
                        "3",
                        "spring.lifecycle.timeout-per-shutdown-phase",
                        "1s"));
    }

    private static PluginRefusedException refused(House house, Path jar) {
        return catchThrowableOfType(PluginRefusedException.class, () -> house.plugins.install(jar));
    }
}
