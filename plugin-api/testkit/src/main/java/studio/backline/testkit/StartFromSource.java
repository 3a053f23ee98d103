package studio.backline.testkit;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Runs {@code bin/backline serve} in a process of its own for {@code ./mvnw -Pstart}, whose Maven
 * this runs in. The two end together, whoever ends which: a process that is told to end tells the
 * server, and stays until it is down.
 */
public final class StartFromSource {

    /** By itself, by Ctrl-C, by SIGTERM: ways to stop, not errors. */
    private static final Set<Integer> STOPPED = Set.of(0, 130, 143);

    private StartFromSource() {}

    /**
     * Starts the server and waits for its end.
     *
     * @param arguments the folder it is started in, and its command line
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
        Process server =
                new ProcessBuilder(command).directory(new File(arguments[0])).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
        int exit = server.waitFor();
        if (!STOPPED.contains(exit)) {
            IllegalStateException ended =
                    new IllegalStateException("The server ended with exit code " + exit + ".");
            // What the server has said of it is to be read, not the way through Maven.
            ended.setStackTrace(new StackTraceElement[0]);
            throw ended;
        }
    }

    private static void end(Process server) {
        server.destroy();
        server.onExit().join();
    }
}
