package studio.backline.server.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;

/** Keys are told of and rotated with a server and without. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KeysOfAServerIT {

    @Test
    void rotated_by_a_running_server_and_told_of_by_a_stopped_one() throws Exception {
        try (PackagedServer server = PackagedServer.fresh()) {
            assertThat(server.command("key", "rotate").exit()).as("whose?").isEqualTo(2);
            assertThat(server.command("key", "rotate", "--all", "--instance").exit()).isEqualTo(2);
            assertThat(server.command("key", "status", "--help").out()).contains("--json");
            server.start();
            CommandResult before = server.command("key", "status", "--json");
            assertThat(before.exit()).as(before.err()).isZero();
            assertThat(before.out()).contains("\"resealing\"", "\"primary\"");

            CommandResult rotated = server.command("key", "rotate", "--all");

            assertThat(rotated.exit()).as(rotated.err()).isZero();
            assertThat(rotated.out()).contains("have another key", "key export");
            CommandResult nobody =
                    server.command(
                            "key",
                            "rotate",
                            "--workspace=00000000-0000-7000-8000-000000000000",
                            "--json");
            assertThat(nobody.exit()).isEqualTo(1);
            assertThat(nobody.err()).contains("\"refused\"", "There are no keys of the workspace");
            server.stop();
            CommandResult after = server.command("key", "status");
            assertThat(after.exit()).as(after.err()).isZero();
            assertThat(after.out()).contains("with former keys", "primary", "opens");
            server.start();
        }
    }
}
