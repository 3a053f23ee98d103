package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import studio.backline.testkit.PackagedServer;

/** A start that fails, as it has to: with one report and no trace of code. */
final class Refusal {

    private Refusal() {}

    /** Starts the server and gives what it said when it ended. */
    static String of(PackagedServer server) {
        int before = server.console().length();
        server.launch();
        assertThat(server.awaitEnd()).isEqualTo(1);
        String said = server.console().substring(before);
        assertThat(said)
                .containsOnlyOnce("Backline did not start.")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        return said;
    }
}
