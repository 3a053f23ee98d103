package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.testkit.jar.PluginJarBuilder;

class UnloadAPluginTest {

    private static final PluginId SONGS = new PluginId("songs");
    private static final long FLAT = 6L << 20;

    @TempDir private Path folder;

    @Test
    void fiveTimesUsedAndRemovedLeavesNoClassLoaderBehind() {
        cycle(5);
    }

    @Test
    @Tag("soak")
    void fiftyTimesUsedAndRemovedLeavesNoClassLoaderBehind() {
        cycle(50);
    }

    @Test
    void aPluginThatIsLoadedAgainWhileInUseAdvisesNoRestart() throws InterruptedException {
        Path jar = SongPlugin.of("songs").build(folder);
        try (House house = House.open(folder)) {
            ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
            Reference<ClassLoader> former =
                    new WeakReference<>(use(house, jar, house.workspace()).get(), gone);
            house.plugins.install(jar);

            assertThat(house.plugins.list().getFirst().restartAdvised()).isFalse();
            // Nobody but the host asks the collector here.
            assertThat(gone.remove(60_000)).isSameAs(former);
            assertThat(house.plugins.list().getFirst().restartAdvised()).isFalse();
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
        }
    }

    @Test
    void aPluginWhoseStopThrowsIsRemovedAllTheSame() {
        Path jar =
                PluginJarBuilder.wired(
                                "clinger",
                                """
                        @Bean(destroyMethod = "close") AutoCloseable clings() {
                            return new AutoCloseable() {
                                @Override public void close() {
                                    throw new IllegalStateException("I stay.");
                                }
                            };
                        }
                        @Bean org.springframework.context.SmartLifecycle late() {
                            return new org.springframework.context.SmartLifecycle() {
                                @Override public void start() {}
                                @Override public void stop() { throw new Error("I stay, too."); }
                                @Override public boolean isRunning() { return true; }
                            };
                        }
                        """)
                        .build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(jar);

            RemovalResult removed =
                    house.plugins.remove(new PluginId("clinger"), RemovalChoice.ERASE_DATA);

            assertThat(removed.restartAdvised()).isFalse();
            Traces.assertNone(folder, "clinger");
        }
    }

    @Test
    void aPluginThatLeavesAThreadIsRemovedAndARestartIsAdvised() throws InterruptedException {
        Path jar =
                PluginJarBuilder.plugin("runner")
                        .entry(
                                """
                                Thread run = new Thread(() -> {
                                    try { Thread.sleep(60_000); } catch (InterruptedException end) { }
                                }, "left running");
                                run.setDaemon(true);
                                run.start();
                                return java.util.List.of();
                                """)
                        .build(folder);
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
            house.plugins.disable(new PluginId("runner"));

            assertThat(house.plugins.list().getFirst().restartAdvised()).isTrue();
            assertThat(house.plugins.list().getFirst().state()).isEqualTo(PluginState.STOPPED);

            RemovalResult removed =
                    house.plugins.remove(new PluginId("runner"), RemovalChoice.ERASE_DATA);

            assertThat(removed.restartAdvised()).isTrue();
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "Of runner, which is removed, something is still in memory. Restart"
                                    + " the server when it suits; its log says who holds it.");
            Traces.assertNone(folder, "runner");
        } finally {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("left running")) {
                    thread.interrupt();
                    thread.join();
                }
            }
        }
    }

    private void cycle(int times) {
        Path jar = SongPlugin.of("songs").build(folder);
        try (House house = House.open(folder)) {
            WorkspaceId workspace = house.workspace();
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            long flat = 0;
            for (int round = 0; round < times; round++) {
                loaders.add(use(house, jar, workspace));
                RemovalResult removed = house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
                assertThat(removed.restartAdvised()).as("held in round " + round).isFalse();
                if (round == 1) {
                    flat = metaspace();
                }
            }
            assertThat(loaders).allMatch(loader -> loader.refersTo(null));
            assertThat(metaspace() - flat).as("growth of metaspace").isLessThan(FLAT);
            Traces.assertNone(folder, "songs");
        }
    }

    /** Everything a plugin can do is done once; nothing of it stays on this stack. */
    private static WeakReference<ClassLoader> use(House house, Path jar, WorkspaceId workspace) {
        house.plugins.install(jar);
        RunningPlugin plugin = house.running("songs");
        for (Function<?, ?> service : plugin.beans(Function.class)) {
            Object answer = house.as(DatabaseFixture.owner(workspace), () -> apply(service));
            assertThat(answer).isEqualTo("1 Lieder über Łódź");
        }
        SongPlugin.awaitJobsAndEvents(workspace);
        assertThat(house.plugins.held(SONGS).orElseThrow()).contains(SongPlugin.HELD);
        return new WeakReference<>(plugin.classLoader());
    }

    @SuppressWarnings("unchecked")
    private static Object apply(Function<?, ?> service) {
        return ((Function<String, Object>) service).apply("Summertime");
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
