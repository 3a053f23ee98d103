package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.StartFromSource;

/** Whoever ends Maven alone, as a stop button does, ends the server that it has started. */
class StartFromSourceIT {

    private final PackagedServer server = PackagedServer.fresh();

    @AfterEach
    void tidyUp() {
        server.close();
    }

    @Test
    void the_server_and_its_database_are_down_when_their_starter_is() throws Exception {
        server.opened();
        String folder = server.data().getParent().toString();
        server.through("setsid", "env", "--default-signal=INT")
                .through(Path.of(System.getProperty("java.home"), "bin/java").toString())
                .through("-cp", locationOf(StartFromSource.class))
                .through(StartFromSource.class.getName(), folder);
        for (String signal : Sample.of(List.of("INT", "TERM"))) {
            server.start();
            assertThat(Leftovers.of(server)).as("its database").isPositive();

            end(signal);

            assertThat(Leftovers.of(server)).as("processes after %s", signal).isZero();
            assertThat(server.data().resolve("postgres/cluster/postmaster.pid")).doesNotExist();
            assertThat(server.isHealthy()).isFalse();
        }
    }

    private void end(String signal) throws Exception {
        String starter = String.valueOf(server.pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, starter).start().waitFor()).isZero();
        server.awaitEnd();
    }

    private static String locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
