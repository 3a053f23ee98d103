package studio.backline.server.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;

class VerifyTheRecordIT {

    @TempDir private Path folder;

    @Test
    void theRecordOfAFreshHouseHoldsAndAFileThatIsNoCheckpointIsRefused() throws Exception {
        try (PackagedServer server = PackagedServer.fresh().startOpened()) {
            CommandResult walked = server.command("audit", "verify");
            assertThat(walked.exit()).isZero();
            assertThat(walked.out()).contains("The house: ", "unbroken");

            Path file = Files.writeString(folder.resolve("kept.txt"), "Dear Ana");
            CommandResult compared =
                    server.command("audit", "verify", "--checkpoint", file.toString());
            assertThat(compared.exit()).isEqualTo(1);
            assertThat(compared.out()).contains("The file holds no checkpoint.");
            assertThat(server.command("audit", "verify", "--json").out()).contains("\"walks\"");
        }
    }
}
