package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How every plugin comes and goes, to inherit beside {@link PluginContractTest}: the packaged jar
 * in the packaged server stops, starts, leaves with its data and its classes, and comes again.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class PluginLifecycleContractTest {

    /** Rounds after which the host has loaded nearly all that it needs for itself. */
    private static final int WARM = 2;

    /**
     * Two that stay behind in each of fifty rounds are more; the host itself comes to about
     * twenty-five late ones.
     */
    private static final int FEW_CLASSES = 60;

    /** In fifty rounds the compilers note as much about methods of the host that become hot. */
    private static final int FLAT_KILOBYTES = 12 << 10;

    @RegisterExtension private final TriedPlugin plugin;

    /**
     * For subclasses.
     *
     * @param id the plugin's id
     * @param screen one of its screens, without a parameter
     * @param more all its others
     */
    protected PluginLifecycleContractTest(String id, OfferedScreen screen, OfferedScreen... more) {
        this.plugin = new TriedPlugin(id, screen, more);
    }

    /**
     * What the plugin does besides showing its screens, to override: its jobs above all. Called in
     * each round before the plugin leaves, with the plugin running; returns when the work is done,
     * and throws, as a test does, when it is not.
     *
     * @param window of the operator, in which the plugin's screens have been opened
     */
    protected void work(ScreenWindow window) {}

    @Test
    void switchedOffItStopsAndSwitchedOnItRunsAgainAndKeepsItsDataWhereSaidSo() {
        plugin.bePresent();

        plugin.succeed("plugin", "disable", plugin.id());
        assertThat(plugin.list()).containsIgnoringCase("stopped");
        plugin.succeed("plugin", "enable", plugin.id());
        assertThat(plugin.list()).containsIgnoringCase("running");

        assertThat(plugin.remove("--keep-data").out()).contains("is removed");
        plugin.install();
        assertThat(plugin.list()).containsIgnoringCase("running");
    }

    @Test
    void itLeavesWithItsDataAndLetsGoOfItsClassesAndComesAgain() {
        comeAndGo(5);
    }

    @Test
    @Tag("soak")
    void fiftyTimesItLeavesWithItsDataAndItsClasses() {
        comeAndGo(50);
    }

    private void comeAndGo(int rounds) {
        plugin.beAbsent();
        List<Path> filesOfTheHouse = filesIn("files");
        List<ClassMemory> classes = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            plugin.install();
            // Each screen is really made, and the last one still stands open.
            ScreenWindow window = plugin.signedIn().openWindow("");
            for (OfferedScreen screen : plugin.screens()) {
                assertThat(TriedPlugin.visit(window, screen.with(TriedPlugin.NOBODY)))
                        .isEqualTo(TriedPlugin.OPENED);
            }
            work(window);

            String removed = plugin.remove("--erase-data").out();

            assertThat(removed)
                    .as("round %d", round)
                    .contains("is removed")
                    .doesNotContain("restart the server");
            assertThat(filesIn("plugins/store")).as("its jar").isEmpty();
            assertThat(filesIn("files")).as("what it stored").hasSameElementsAs(filesOfTheHouse);
            classes.add(ClassMemory.of(plugin.server()));
        }
        ClassMemory warm = classes.get(WARM - 1);
        assertThat(classes.getLast())
                .as("memory for classes, by round: %s", classes)
                .matches(last -> last.classes() - warm.classes() < FEW_CLASSES)
                .matches(last -> last.kilobytes() - warm.kilobytes() < FLAT_KILOBYTES);
    }

    private List<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.walk(plugin.server().data().resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
