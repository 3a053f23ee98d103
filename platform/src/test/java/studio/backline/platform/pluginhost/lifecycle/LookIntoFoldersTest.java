package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.platform.work.CrashPoint;
import studio.backline.testkit.jar.PluginJarBuilder;

class LookIntoFoldersTest {

    private static final PluginId MOODY = new PluginId("moody");

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

    @Test
    void aJarIsOneHoweverItsEndingIsWritten() throws IOException {
        Files.writeString(drop.resolve("notes.txt"), "not one");
        Path jar = Files.writeString(drop.resolve("ODD.JAR"), "odd");
        try (PluginFolders folders = new PluginFolders(null, drop)) {
            assertThat(folders.dropped()).containsExactly(jar);
        }
    }

    @Test
    void aJarThatTheInspectionOverflowsAtIsShownWithTheRest() throws IOException {
        Files.writeString(drop.resolve("deep.jar"), "deep");
        Files.writeString(drop.resolve("even.jar"), "even");
        Function<Path, InstallPlan> failing =
                any -> {
                    throw new StackOverflowError();
                };
        try (PluginFolders folders = new PluginFolders(null, drop)) {
            assertThat(folders.available(failing))
                    .extracting(each -> each.refusal().orElseThrow())
                    .hasSize(2)
                    .first(InstanceOfAssertFactories.STRING)
                    .startsWith("The file deep.jar cannot be checked: StackOverflowError.");
        }
    }

    @Test
    void aJarThatBringsAnErrorAboutDoesNotKeepTheOthersOrTheServerFromStarting()
            throws IOException {
        Path bass = PluginJarBuilder.plugin("bass").build(drop);
        Path moody = PluginJarBuilder.plugin("moody").build(drop);
        AtomicBoolean first = new AtomicBoolean(true);
        CrashPoint deep =
                step -> {
                    if (first.getAndSet(false)) {
                        throw new StackOverflowError();
                    }
                };
        try (House house = House.open(folder, deep).settle()) {
            assertThat(house.plugins.running())
                    .extracting(RunningPlugin::id)
                    .containsExactly(MOODY);
            assertThat(moody).doesNotExist();
            assertThat(bass).exists();
        }
        Files.delete(bass);
        try (House house = House.open(folder)) {
            house.plugins.remove(MOODY, RemovalChoice.ERASE_DATA);
        }
    }

    @Test
    void anErrorOfOneJarDoesNotEndTheLookingIntoTheFolder() throws IOException {
        Files.writeString(drop.resolve("deep.jar"), "deep");
        Queue<Path> seen = new ConcurrentLinkedQueue<>();
        try (PluginFolders folders = new PluginFolders(null, drop)) {
            folders.watch(
                    jar -> {
                        seen.add(jar);
                        throw new StackOverflowError();
                    });
            await(() -> seen.size() == 1);
            Path later = Files.writeString(drop.resolve("later.jar"), "later");

            await(() -> seen.contains(later));
        }
    }

    @Test
    void aJarThatCannotBeKeptIsShownWithItsReason() throws IOException {
        try (House house = House.open(folder)) {
            Path store = folder.resolve("data/plugins/store");
            Files.delete(store);
            Files.writeString(store, "in the way");
            Path jar = PluginJarBuilder.plugin("moody").build(drop);

            await(
                    () ->
                            house.plugins.available().stream()
                                    .anyMatch(each -> each.refusal().isPresent()));
            assertThat(house.plugins.available())
                    .singleElement()
                    .satisfies(
                            each -> {
                                assertThat(each.jar()).isEqualTo(jar);
                                assertThat(each.refusal().orElseThrow())
                                        .contains("UncheckedIOException");
                            });
            Files.delete(store);
        }
    }

    /** Its time is that of the first, as a copy keeps it. */
    @Test
    void aJarThatCameBeforeIsInstalledAgainAfterARemoval() throws IOException {
        Path moody = PluginJarBuilder.plugin("moody").build(folder);
        Path dropped = drop.resolve("moody.jar");
        try (House house = House.open(folder)) {
            for (int time = 1; time <= 2; time++) {
                Files.copy(moody, dropped, StandardCopyOption.COPY_ATTRIBUTES);

                await(() -> house.plugins.find(MOODY).isPresent());
                await(() -> Files.notExists(dropped));

                house.plugins.remove(MOODY, RemovalChoice.ERASE_DATA);
            }
        }
    }

    @Test
    void aJarThatWasTakenAwayIsOfferedAgainWhenItComesBack() throws IOException {
        Path jar = Files.writeString(drop.resolve("odd.jar"), "odd");
        Path aside = folder.resolve("odd.jar");
        Queue<Path> seen = new ConcurrentLinkedQueue<>();
        try (PluginFolders folders = new PluginFolders(null, drop)) {
            folders.watch(seen::add);
            await(() -> seen.size() == 1);
            Files.move(jar, aside);
            pause(Duration.ofMillis(2500));
            Files.move(aside, jar);

            await(() -> seen.size() == 2);
        }
    }

    private static void await(BooleanSupplier there) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for it in vain").isLessThan(deadline);
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Why a jar was left where it is holds as long as it would be refused again. */
    @Test
    void aReasonThatHoldsNoMoreIsNotShown() {
        try (House house = House.open(folder)) {
            house.plugins.install(PluginJarBuilder.plugin("moody").version("2.0.0").build(folder));
        }
        Path jar = PluginJarBuilder.plugin("moody").build(drop);
        try (House house = House.open(folder).settle()) {
            assertThat(house.plugins.available().getFirst().refusal().orElseThrow())
                    .contains("1.0.0 is lower");

            house.plugins.remove(MOODY, RemovalChoice.ERASE_DATA);

            assertThat(jar).exists();
            assertThat(house.plugins.available().getFirst().refusal()).isEmpty();
        }
    }
}
