package studio.backline.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A main class of the tests, run in a JVM of its own on the class path of the test: small, and free
 * to die. It ends well or by its own {@link Countdown}; whatever else happens to it is a failure of
 * the test, told with what it wrote.
 */
public final class MortalProcess {

    /** How a process ends that died by its countdown: as the kernel says it of SIGKILL. */
    public static final int KILLED = 137;

    private static final List<String> SMALL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+NeverActAsServerClassMachine", "-Xmx384m");

    private final Class<?> main;
    private final Path console;
    private final List<String> options;
    private final int seconds;

    /**
     * @param main its main class
     * @param console the file that takes what it writes, anew with each run
     * @param options of the JVM
     * @param seconds in which it has to end
     */
    public MortalProcess(Class<?> main, Path console, List<String> options, int seconds) {
        this.main = main;
        this.console = console;
        this.options = List.copyOf(options);
        this.seconds = seconds;
    }

    /** One that starts fast and is small, with two minutes. */
    public static MortalProcess of(Class<?> main, Path console) {
        return new MortalProcess(main, console, SMALL, 120);
    }

    /**
     * Runs it to its end, on the calling thread.
     *
     * @return {@link #KILLED} where it died by its countdown, and 0 where it ended well
     */
    public int run(List<String> arguments) {
        try {
            Process process =
                    new ProcessBuilder(command(arguments))
                            .redirectErrorStream(true)
                            .redirectOutput(console.toFile())
                            .start();
            try {
                boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
                int exit = ended ? process.exitValue() : -1;
                if (exit != 0 && exit != KILLED) {
                    String how = ended ? "ended with " + exit : "does not end";
                    throw new AssertionError(
                            "%s %s:%n%s"
                                    .formatted(
                                            main.getSimpleName(), how, Files.readString(console)));
                }
                return exit;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No process of its own", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted beside " + main.getSimpleName(), e);
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Kills the process that it is in, at the so-manieth place that is passed once it is set. */
    public static final class Countdown {

        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        /** Counts from now on. */
        public void set(int places) {
            left.set(places);
        }

        /** One of the places; nothing happens there as long as nothing was set. */
        public void passed() {
            if (left.get() != Integer.MAX_VALUE && left.decrementAndGet() == 0) {
                // No hook, no finally, nothing closed: what kill -9 does.
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
