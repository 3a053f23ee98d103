package studio.backline.server.cli.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;

/** Whoever has the machine asks a running server what left it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class TellWhatLeftIT {

    @Test
    void first_nothing_and_then_who_called_whom() throws Exception {
        try (PackagedServer server = PackagedServer.fresh()) {
            assertThat(server.command("outgoing", "--days", "91").exit()).isEqualTo(2);
            server.with("BACKLINE_WEB_ADDRESS", "http://localhost:" + server.url().getPort())
                    .start();
            CommandResult before = server.command("outgoing", "--days", "1");
            assertThat(before.exit()).as(before.err()).isZero();
            assertThat(before.out())
                    .contains("0 answered, 0 failed, 0 refused, 0 bytes out, 0 in")
                    .doesNotContain("last ");

            // Looks at the server, among others by its own front door.
            server.command("doctor");

            // The ledger is entered every few seconds.
            CommandResult told = server.command("outgoing", "--json");
            for (int looks = 0; looks < 20 && !told.out().contains("house.doctor"); looks++) {
                Thread.sleep(500);
                told = server.command("outgoing", "--json");
            }
            assertThat(told.exit()).as(told.err()).isZero();
            assertThat(told.out()).contains("\"house.doctor\"", "\"localhost\"", "\"house.visit\"");
        }
    }
}
