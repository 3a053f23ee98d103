package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.health.Examination;
import studio.backline.server.upgrade.UpgradeExaminations;

/** {@code backline upgrade}: looks whether this release may take over a data folder. */
@Command(
        name = "upgrade",
        description = {
            "Says what would not run on this release, before it takes a data folder over.",
            "Call the bin/backline of the new release; nothing is changed. Then stop the server,",
            "put the new release in its place, and start: that migrates the database."
        },
        mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {

    /** What backups tell of themselves. */
    private static final String BACKUP = "backup";

    @Option(names = "--check", required = true, description = "Looks, and changes nothing.")
    private boolean check;

    @Mixin private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        return options.run(this::look);
    }

    private int look() throws Refused, IOException {
        Path data = options.existingData();
        List<Examination> all = UpgradeExaminations.of(data);
        List<Diagnosis> found = new ArrayList<>(new Doctor(() -> all).examine(Locale.ENGLISH));
        found.addAll(archives(data));
        return DoctorCommand.tell(options, found);
    }

    /** The server that runs knows when its last archive was proven. */
    private static List<Diagnosis> archives(Path data) throws Refused, IOException {
        Optional<ServerClient> client = ServerClient.find(data);
        if (client.isPresent()) {
            List<Diagnosis> told =
                    List.of(client.get().send("examine", Map.of(), Diagnosis[].class)).stream()
                            .filter(each -> each.key().startsWith(BACKUP))
                            .toList();
            if (!told.isEmpty()) {
                return told;
            }
        }
        return new Doctor(() -> List.of(UpgradeExaminations.archive())).examine(Locale.ENGLISH);
    }
}
