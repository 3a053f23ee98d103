package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.server.settings.PemPair;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;

/** What {@code doctor} says of a server with a certificate, while it runs and when it does not. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DoctorIT {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir private Path folder;

    @Test
    void a_server_visits_itself_and_without_one_the_folder_is_looked_at() throws Exception {
        PemPair pem = PemPair.in(folder, "localhost");
        try (PackagedServer server = PackagedServer.fresh()) {
            String address = "https://localhost:" + server.url().getPort();
            server.with("BACKLINE_WEB_ADDRESS", address)
                    .with("SERVER_SSL_CERTIFICATE", pem.certificate().toString())
                    .with("SERVER_SSL_CERTIFICATEPRIVATEKEY", pem.key().toString())
                    .with("BACKLINE_OUTBOUND_TRUSTEDCERTIFICATES", pem.certificate().toString())
                    .start();

            CommandResult running = server.command("doctor", "--json");
            assertThat(running.exit()).as(running.out() + running.err()).isZero();
            assertThat(running.out())
                    .contains("server.runs", "settings.understood", "key.there", "folder.private")
                    .contains("name.here", "certificate.good", "proxy.none", "push.through")
                    .contains("database.answers", "exposure.own", "exposure.password")
                    .contains("clock.agrees", "contacts.none")
                    .doesNotContain("\"BAD\"", "examination.");

            CommandResult check = server.command("upgrade", "--check", "--json");
            assertThat(check.exit()).as(check.out() + check.err()).isZero();
            assertThat(check.out()).contains("plugins.none", "cluster.fits");

            long asked = System.nanoTime();
            server.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(TEN_SECONDS);
            Files.setPosixFilePermissions(
                    server.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
            CommandResult stopped = server.command("doctor");
            assertThat(stopped.exit()).isEqualTo(1);
            assertThat(stopped.out())
                    .contains("MEND   data folder      Others on this machine can look into")
                    .contains("-> Close it: chmod 700 '%s'.".formatted(server.data()))
                    .contains("hint   server           None runs on this data folder");
        }
    }
}
