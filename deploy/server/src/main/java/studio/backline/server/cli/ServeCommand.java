package studio.backline.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;
import studio.backline.server.BacklineServer;

/** {@code backline serve}: the server itself, in this process. */
@Command(
        name = "serve",
        description = {
            "Starts the server and stays until it is stopped (Ctrl-C).",
            "Any setting of conf/backline.yaml may follow: --server.port=9000"
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    /** The server's own threads keep the process: nobody may end it. */
    static final int RUNS_ON = -1;

    @Unmatched private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        return BacklineServer.start(settings.toArray(String[]::new)) ? RUNS_ON : 1;
    }
}
