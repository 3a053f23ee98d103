package studio.backline.server.cli.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.backline.platform.backup.Backups;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.cli.ServerClient;
import studio.backline.server.management.backup.BackupAnswer;
import studio.backline.server.management.backup.BackupRequest;

/** {@code backline key export}. */
@Command(
        name = "export",
        description = {
            "Writes the key archive: all keys but the root key, sealed so that the recovery sheet opens it.",
            "It opens archives made up to now. Overwrite it at least every 14 days, and keep no older one:",
            "a workspace that was erased comes back with it."
        },
        mixinStandardHelpOptions = true)
public final class KeyExportCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @Parameters(
            paramLabel = "FILE",
            description = "Where to write it; one that is there is replaced.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        return options.run(this::export);
    }

    private int export() throws Refused, IOException {
        Path whole = file.toAbsolutePath().normalize();
        Path data = options.existingData();
        Optional<ServerClient> server = options.server();
        BackupAnswer.Written written = new BackupAnswer.Written(whole.toString());
        if (server.isPresent()) {
            server.get()
                    .send(
                            "key-export",
                            new BackupRequest("", "", whole.toString()),
                            BackupAnswer.Written.class);
        } else {
            PlaceOptions.resting(
                    data,
                    house -> {
                        new Backups(house, Clock.systemUTC(), step -> {}).exportKeys(whole);
                        return written;
                    });
        }
        return options.answer(
                written,
                "The key archive is at '%s'. The recovery sheet opens it.".formatted(whole));
    }
}
