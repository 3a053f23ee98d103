package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.PackagedServer;

/** Whoever changes their mind while the packaged server still starts finds everything in order. */
class StopBeforeReadyIT {

    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    // A terminal of its own; a shell's job in the background would be deaf to Ctrl-C.
    private final PackagedServer server =
            PackagedServer.fresh().through("setsid", "env", "--default-signal=INT");

    @AfterEach
    void tidyUp() {
        server.close();
    }

    @Test
    void it_ends_in_order_and_counts_no_failed_start() throws Exception {
        Path postgres = server.data().resolve("postgres");

        launchUntil(() -> Files.exists(postgres.resolve("cluster-unfinished")));
        assertThat(interrupt()).as("while the database is made").isEqualTo(INTERRUPTED);
        assertThatAllIsInOrder();

        launchUntil(() -> Files.exists(postgres.resolve("cluster/postmaster.pid")));
        assertThat(Leftovers.of(server)).as("its database").isPositive();
        assertThat(server.stop()).as("while the database starts").isEqualTo(TERMINATED);
        assertThatAllIsInOrder();
        assertThat(postgres.resolve("cluster/postmaster.pid")).doesNotExist();

        server.start();
        assertThat(server.firstRunCode()).isPresent();
        assertThat(server.stop()).isEqualTo(TERMINATED);

        int said = server.console().length();
        launchUntil(() -> Files.exists(postgres.resolve("cluster/postmaster.pid")));
        assertThat(server.stop()).as("while all else starts").isEqualTo(TERMINATED);
        assertThat(server.console().substring(said))
                .containsOnlyOnce("Stopped before everything had started.")
                .doesNotContain("ERROR", "WARN");
    }

    private interface Moment {

        boolean isHere() throws IOException;
    }

    private void launchUntil(Moment moment) throws Exception {
        server.launch();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!moment.isHere()) {
            assertThat(server.isRunning()).as(server.console()).isTrue();
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    /** What a terminal does at Ctrl-C: everything that was started from it is told. */
    private int interrupt() throws Exception {
        String group = "-" + server.pid();
        assertThat(new ProcessBuilder("kill", "-INT", "--", group).start().waitFor()).isZero();
        return server.awaitEnd();
    }

    private void assertThatAllIsInOrder() throws IOException {
        // It may have come as far as to its plugins before it heard of it.
        Path starts = server.data().resolve("plugins/failed-starts");
        assertThat(Files.exists(starts) ? Files.readString(starts) : "0")
                .as("failed starts in a row")
                .isEqualTo("0");
        assertThat(Leftovers.of(server)).as("processes on the data folder").isZero();
        assertThat(server.console()).doesNotContain("Backline did not start", "\tat ");
    }
}
