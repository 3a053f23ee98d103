package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.fault.Fault;
import studio.backline.testkit.fault.FaultyHouse;
import studio.backline.testkit.fault.Seeds;
import studio.backline.testkit.fault.TallyPlugin;

/**
 * The packaged server is killed at a crash point or at any moment, frozen, loses its database or
 * its sense of time, while it does jobs and delivers events: no job is lost, no step done twice,
 * and what is told is heard once.
 */
class WorkUnderFaultsIT {

    private static final int SAMPLE = 3;
    private static final int WORKSPACES = 4;
    private static final int JOBS_OF_EACH = 2;
    private static final Duration PAUSE = Duration.ofMillis(30);

    @TempDir Path folder;

    @Test
    void whateverBefallsItAllAddsUp() {
        try (FaultyHouse house = FaultyHouse.start()) {
            // Room to jump back from.
            house.clock().jump(Duration.ofHours(6));
            CommandResult installed =
                    house.server().command("plugin", "install", TallyPlugin.jar(folder).toString());
            assertThat(installed.exit()).as(installed.out() + installed.err()).isZero();
            TallyPlugin.makeWorkspaces(house.database(), WORKSPACES);
            Seeds.ofThisRun(SAMPLE).each(seed -> suffer(house, seed));
        }
    }

    private static void suffer(FaultyHouse house, long seed) throws Exception {
        Fault fault = Fault.of(new Random(seed), TallyPlugin.CRASH_POINTS);
        house.suffer(
                fault,
                () -> {
                    TallyPlugin.ask(house.database(), JOBS_OF_EACH, PAUSE);
                    TallyPlugin.awaitEnd(house.database());
                });
        List<String> faults = TallyPlugin.faults(house.database());
        assertThat(faults)
                .as(() -> "after %s:\n%s".formatted(fault, house.server().console()))
                .isEmpty();
    }
}
