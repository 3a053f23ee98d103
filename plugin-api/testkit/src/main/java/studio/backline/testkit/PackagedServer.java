package studio.backline.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.testkit.FirstEvening.Operator;

/**
 * The packaged server in a process of its own, as a studio runs it: {@code bin/backline serve} with
 * a data folder, a root key and ports that nothing else uses. Everything lies below one folder,
 * which {@link #close()} deletes.
 */
public final class PackagedServer implements AutoCloseable {

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final Pattern CODE =
            Pattern.compile("\\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\\b");

    private static final Random PORTS = new Random();

    /**
     * One for all servers: each would keep a thread, and they are asked every tenth of a second.
     */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path distribution;
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int port;
    private final int managementPort;
    private final List<ProcessHandle> started = new ArrayList<>();
    private final List<String> starter = new ArrayList<>();
    private @Nullable Process process;

    private PackagedServer(Path distribution, Path folder, int port, int managementPort) {
        this.distribution = distribution;
        this.folder = folder;
        this.port = port;
        this.managementPort = managementPort;
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put("BACKLINE_DATA", data().toString());
        settings.put("BACKLINE_ENCRYPTION_ROOTKEYFILE", folder.resolve("root.key").toString());
        settings.put("SERVER_PORT", String.valueOf(port));
        settings.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
    }

    /** A server of {@link Distribution#folder()} with nothing in its data folder; not started. */
    public static PackagedServer fresh() {
        try {
            Path folder = Files.createTempDirectory("backline-server");
            return new PackagedServer(Distribution.folder(), folder, freePort(), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException("No room for a server's folder", e);
        }
    }

    /** Lets it keep its data in this database instead of the embedded one. */
    public PackagedServer on(TestDatabase database) {
        Path password = folder.resolve("database.password");
        try {
            Files.writeString(password, database.password());
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException("No room for a password", e);
        }
        return with("BACKLINE_DATABASE_URL", database.url())
                .with("BACKLINE_DATABASE_USERNAME", database.username())
                .with("BACKLINE_DATABASE_PASSWORDFILE", password.toString());
    }

    /**
     * Below the ports that systems hand out by themselves: one of those could be taken while a
     * server is down between two starts. Test runs side by side have ports of their own, and none
     * is given out twice: a server that has not started yet holds none of its two.
     */
    private static int freePort() throws IOException {
        int run = Integer.getInteger("surefire.forkNumber", 1);
        while (true) {
            int port = 20_000 + 1_000 * (run % 10) + PORTS.nextInt(1_000);
            if (!GIVEN.add(port)) {
                continue;
            }
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
    }

    /** Sets an environment variable for the server and its commands, from the next start on. */
    public PackagedServer with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    /** Lets another command start it, which replaces itself by the line it is given. */
    public PackagedServer through(String... command) {
        starter.addAll(List.of(command));
        return this;
    }

    /** The address of its start page, ending in a slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:%d/".formatted(port));
    }

    /** The address of the management port, ending in a slash. */
    public URI managementUrl() {
        return URI.create("http://127.0.0.1:%d/".formatted(managementPort));
    }

    /** Its data folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** The folder it runs from. */
    public Path home() {
        return distribution;
    }

    /** Starts it and waits until it is healthy. */
    public PackagedServer start() {
        launch();
        Instant deadline = Instant.now().plus(START);
        while (!isHealthy()) {
            if (!isRunning()) {
                throw new IllegalStateException("The server ended while starting:\n" + console());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The server is not healthy:\n" + console());
            }
            pause(Duration.ofMillis(100));
        }
        remember();
        return this;
    }

    /** Starts it as a house that {@link FirstEvening} has opened to {@link Operator#usual()}. */
    public PackagedServer startOpened() {
        if (copyHouse()) {
            return start();
        }
        start();
        FirstEvening.open(this);
        return this;
    }

    /** Puts such a house in place and starts nothing. */
    public PackagedServer opened() {
        if (!copyHouse()) {
            startOpened();
            stop();
        }
        return this;
    }

    /** In a build, of the one by which the classes were made ready. */
    private boolean copyHouse() {
        Optional<Path> house = ReadyClasses.house().filter(Files::isDirectory);
        house.ifPresent(made -> TestFolder.copy(made, folder));
        return house.isPresent();
    }

    /** Keeps what another server can go on with; while this one is stopped. */
    void keep(Path house) {
        TestFolder.delete(house);
        TestFolder.copy(data(), house.resolve("data"));
        TestFolder.copy(folder.resolve("root.key"), house.resolve("root.key"));
    }

    /** Starts it without waiting; see {@link #isHealthy()} and {@link #console()}. */
    public void launch() {
        ProcessBuilder builder = builder("serve");
        builder.command().addAll(0, starter);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(consoleFile().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The server cannot be started", e);
        }
        remember();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("bin/backline").toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (!Boolean.getBoolean("backline.soak")) {
            builder.environment().put(ReadyClasses.OPTIONS, ReadyClasses.options(arguments[0]));
        }
        builder.environment().putAll(settings);
        builder.directory(folder.toFile());
        return builder;
    }

    /** Whether the process lives. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Whether the health endpoint says that all is well. */
    public boolean isHealthy() {
        HttpRequest request =
                HttpRequest.newBuilder(managementUrl().resolve("actuator/health"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The process id of the server. */
    public long pid() {
        return running().pid();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("The server was not started.");
        }
        return process;
    }

    /** Asks it to stop, as Ctrl-C does, and waits for it. */
    public int stop() {
        remember();
        running().destroy();
        return awaitEnd();
    }

    /** Kills it (SIGKILL): no hook of it runs, what it started lives on. */
    public void kill() {
        remember();
        running().destroyForcibly();
        awaitEnd();
    }

    /** Waits for the process to end by itself and gives its exit code. */
    public int awaitEnd() {
        try {
            if (!running().waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server does not end:\n" + console());
            }
            return running().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server ends", e);
        }
    }

    private void remember() {
        if (process != null) {
            started.add(process.toHandle());
            try (Stream<ProcessHandle> children = process.descendants()) {
                children.forEach(started::add);
            }
        }
    }

    /** All that it printed since the folder was made, over all starts. */
    public String console() {
        try {
            return Files.exists(consoleFile()) ? Files.readString(consoleFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("The console's copy cannot be read", e);
        }
    }

    private Path consoleFile() {
        return folder.resolve("console.txt");
    }

    /** The log file, empty while there is none. */
    public String log() {
        Path file = data().resolve("log/backline.json");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be read", e);
        }
    }

    /** The one-time code of the first run, as last printed to the console. */
    public Optional<String> firstRunCode() {
        Matcher matcher = CODE.matcher(console());
        Optional<String> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(matcher.group());
        }
        return last;
    }

    /** Runs a command of {@code bin/backline} with the server's settings and waits for it. */
    public CommandResult command(String... arguments) {
        return commandWithInput("", arguments);
    }

    /** Like {@link #command}, with a text on its input. */
    public CommandResult commandWithInput(String input, String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "command", ".out");
            Path err = Files.createTempFile(folder, "command", ".err");
            Process command =
                    builder(arguments)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            try (OutputStream in = command.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!command.waitFor(2, TimeUnit.MINUTES)) {
                command.destroyForcibly();
                throw new IllegalStateException(
                        "No end of " + List.of(arguments) + ":\n" + Files.readString(out));
            }
            return new CommandResult(
                    command.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException("The command cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a command", e);
        }
    }

    /** A visitor with cookies of its own. */
    public Visitor visitor() {
        return new Visitor(url());
    }

    /** Ends the server and all that it started, and deletes its folder. */
    @Override
    public void close() {
        remember();
        if (isRunning()) {
            running().destroy();
            try {
                running().waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        started.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        TestFolder.delete(folder);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
