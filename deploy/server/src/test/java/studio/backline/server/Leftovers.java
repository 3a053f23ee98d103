package studio.backline.server;

import java.util.Arrays;
import java.util.stream.Stream;
import studio.backline.testkit.PackagedServer;

/** What works on the data folder of a server besides the server itself: its database. */
final class Leftovers {

    private Leftovers() {}

    static long of(PackagedServer server) {
        String folder = server.data().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> argumentsOf(process).anyMatch(it -> it.startsWith(folder)))
                .count();
    }

    private static Stream<String> argumentsOf(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream);
    }
}
