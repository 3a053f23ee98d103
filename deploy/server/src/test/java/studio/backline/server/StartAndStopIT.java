package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** The packaged server, as a studio starts and stops it. */
class StartAndStopIT {

    private static final Operator ANA =
            new Operator("Ana", "ana@example.org", "a long and quiet evening in Lisbon");

    private final PackagedServer server = PackagedServer.fresh();

    @AfterEach
    void tidyUp() {
        server.close();
    }

    @Test
    void stopped_and_started_again_it_finds_everything() {
        server.start();
        assertThat(setUp("duo").err()).contains("'duo' does not say who plays", "several");
        CommandResult setUp = setUp("several");
        assertThat(setUp.exit()).as(setUp.err()).isZero();
        assertThat(setUp.out()).contains("The recovery sheet");
        assertThat(Leftovers.of(server)).isPositive();

        assertThat(server.command("serve"))
                .as("a second server on the same folder")
                .satisfies(
                        second -> {
                            assertThat(second.exit()).isEqualTo(1);
                            assertThat(second.err())
                                    .contains("A Backline runs on the data folder")
                                    .contains("process " + server.pid());
                        });

        assertThat(FirstEvening.signIn(server, ANA).openScreen("settings").body())
                .contains("Make another workspace");
        server.stop();
        assertThat(Leftovers.of(server)).as("its database, after it was stopped").isZero();
        server.start();
        assertThat(FirstEvening.signIn(server, ANA).openScreen("settings").body())
                .contains("Make another workspace");
        CommandResult again =
                server.commandWithInput(
                        "x\n", "setup", "--email=b@example.org", "--name=B", "--workspace=B");
        assertThat(again.exit()).isEqualTo(1);
    }

    private CommandResult setUp(String plays) {
        return server.commandWithInput(
                ANA.password() + "\n",
                "setup",
                "--email=" + ANA.mail(),
                "--name=" + ANA.name(),
                "--workspace=Blue Note",
                "--plays=" + plays);
    }

    @Test
    void everything_that_is_wrong_with_the_settings_is_in_one_report() {
        server.with("SERVER_PORT", "http")
                .with("MANAGEMENT_SERVER_ADDRESS", "0.0.0.0")
                .with("BACKLINE_DATABASE_URL", "jdbc:mysql://db.example/backline")
                .with("BACKLINE_ENCRYPTION_PASSWORD_PASSES", "many")
                .with("BACKLINE_WEB_ADDRESS", "http://backline.example.org")
                .with("BACKLINE_WEB_ADRESS", "https://backline.example.org")
                .with("BACKLINE_WEB_TRUSTEDPROXIES", "banana")
                .with("BACKLINE_OUTBOUND_ALLOWED", "foo")
                .with("BACKLINE_ENCRYPTION_ROOTKEYFILE", server.data() + "/root.key");
        server.launch();

        assertThat(server.awaitEnd()).isEqualTo(1);
        assertThat(server.console())
                .containsOnlyOnce("Backline did not start.")
                .contains("server.port is 'http', and it has to be a whole number")
                .contains("management.server.address is 0.0.0.0, which others can reach")
                .contains("backline.database.url does not begin with jdbc:postgresql://")
                .contains(
                        "backline.database.username and backline.database.password-file are missing")
                .contains("backline.encryption.password.passes is 'many'")
                .contains(
                        "backline.web.address is 'http://backline.example.org', which is not https")
                .contains("Write BACKLINE_WEB_ADDRESS if that is what is meant")
                .contains("backline.web.trusted-proxies holds 'banana'")
                .contains("backline.outbound.allowed holds 'foo'")
                .contains("root.key' lies in the data folder")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(server.data()).as("nothing was begun").doesNotExist();
    }

    @Test
    void a_misspelt_setting_and_a_port_that_is_taken_are_named_before_anything_starts()
            throws Exception {
        int port = server.url().getPort();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            CommandResult result = server.command("serve", "--backline.databse.url=x");

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err())
                    .contains("There is no setting 'backline.databse.url' (on the command line).")
                    .contains("Write 'backline.database.url' if that is what is meant")
                    .contains("Port %d on 127.0.0.1 cannot be used".formatted(port))
                    .contains("set server.port to another port")
                    .doesNotContain("\tat ");
            assertThat(server.data().resolve("postgres")).doesNotExist();
        }
    }
}
