package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private final Path postgres = server.data().resolve("postgres");

    @AfterEach
    void tidyUp() {
        server.close();
    }

    /** Moments of a start, the last one of a start that finds its database. */
    private enum Moment {
        DATABASE_IS_MADE("cluster-unfinished"),
        DATABASE_STARTS("cluster/postmaster.pid"),
        ALL_ELSE_STARTS("cluster/postmaster.pid");

        private final String sign;

        Moment(String sign) {
            this.sign = sign;
        }
    }

    @Test
    void it_ends_in_order_and_counts_no_failed_start() throws Exception {
        List<Moment> moments = Sample.of(List.of(Moment.values()));
        if (moments.contains(Moment.DATABASE_IS_MADE)) {
            launchUntil(Moment.DATABASE_IS_MADE);
            assertThat(interrupt()).isEqualTo(INTERRUPTED);
            assertThatAllIsInOrder();
        }
        if (moments.contains(Moment.DATABASE_STARTS)) {
            launchUntil(Moment.DATABASE_STARTS);
            assertThat(Leftovers.of(server)).as("its database").isPositive();
            assertThat(server.stop()).isEqualTo(TERMINATED);
            assertThatAllIsInOrder();
            assertThat(postgres.resolve("cluster/postmaster.pid")).doesNotExist();
        }

        server.start();
        assertThat(server.firstRunCode()).isPresent();
        assertThat(server.stop()).isEqualTo(TERMINATED);

        if (moments.contains(Moment.ALL_ELSE_STARTS)) {
            int said = server.console().length();
            launchUntil(Moment.ALL_ELSE_STARTS);
            assertThat(server.stop()).isEqualTo(TERMINATED);
            assertThat(server.console().substring(said))
                    .containsOnlyOnce("Stopped before everything had started.")
                    .doesNotContain("ERROR", "WARN");
        }
    }

    private void launchUntil(Moment moment) throws Exception {
        server.launch();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.exists(postgres.resolve(moment.sign))) {
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
