package studio.backline.platform.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.core.Core;
import studio.backline.testkit.fault.MortalProcess;
import studio.backline.testkit.fault.Seeds;

/**
 * A node is killed at a place that follows from a seed, and the next one goes on: what was told is
 * heard once, and each step of each job is done once.
 */
@Tag("seeded")
class KilledNodesTest {

    private static final int SAMPLE = 2;

    @TempDir Path folder;

    @Test
    void whatKilledNodesLeaveAddsUp() {
        Seeds seeds = Seeds.ofThisRun(SAMPLE);
        try (Core core = Core.fresh()) {
            seeds.each(seed -> kill(core, seed));
            assertThat(live(core)).as("a node that ends well after %s", seeds).isZero();
            assertAddsUp(core, seeds.toString());
        }
    }

    private void kill(Core core, long seed) {
        // Else a job would be left alone that was there when two of them died.
        core.behind().sql("update backline.job set crashes = 0").update();
        assertThat(live(core, String.valueOf(seed))).isEqualTo(MortalProcess.KILLED);
    }

    private static void assertAddsUp(Core core, String seeds) {
        assertThat(number(core, "backline.event_delivery where state <> 'DONE'"))
                .as(seeds)
                .isZero();
        assertThat(number(core, "backline.job where state <> 'DONE'")).as(seeds).isZero();
        long told = number(core, "backline.event");
        long asked = number(core, "backline.job");
        assertThat(told).as(seeds).isPositive().isEqualTo(asked);
        assertThat(words(core, "told %")).as(seeds).hasSize(Math.toIntExact(told));
        assertThat(words(core, "heard %"))
                .as(seeds)
                .doesNotHaveDuplicates()
                .hasSize(Math.toIntExact(told));
        assertThat(words(core, "%-% _"))
                .as(seeds)
                .filteredOn(word -> !word.startsWith("told") && !word.startsWith("heard"))
                .doesNotHaveDuplicates()
                .hasSize(Math.toIntExact(asked * MortalNode.STEPS));
    }

    private static long number(Core core, String what) {
        return core.behind().sql("select count(*) from " + what).query(Long.class).single();
    }

    private static List<String> words(Core core, String like) {
        return core.behind()
                .sql("select word from p_mortal.tally where word like ?")
                .param(like)
                .query(String.class)
                .list();
    }

    /** Runs a node to its end and gives how it ended. */
    private int live(Core core, String... seed) {
        List<String> arguments = new ArrayList<>(core.arguments());
        arguments.addAll(List.of(seed));
        return MortalProcess.of(MortalNode.class, folder.resolve("console")).run(arguments);
    }
}
