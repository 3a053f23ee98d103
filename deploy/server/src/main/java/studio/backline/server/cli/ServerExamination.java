package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.server.management.RunningServer;
import studio.backline.server.settings.DataFolder;

/** Does a server run on a data folder? */
record ServerExamination(Path data, Optional<RunningServer> server) implements Examination {

    @Override
    public String words() {
        return "studio.backline.server.cli.findings";
    }

    @Override
    public List<Finding> examine() throws IOException {
        if (server.isPresent()) {
            // As they are: 81234, not 81,234.
            String process = String.valueOf(server.get().pid());
            return List.of(Finding.good("server.runs", server.get().url(), process));
        }
        return List.of(
                DataFolder.heldBy(data)
                        .map(holder -> Finding.hint("server.busy", holder))
                        .orElseGet(() -> Finding.hint("server.none")));
    }
}
