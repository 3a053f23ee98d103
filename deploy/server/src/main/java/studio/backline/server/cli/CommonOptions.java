package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every command but serve understands. */
public final class CommonOptions {

    /** A first start makes the database; a start after an upgrade migrates it. */
    private static final Duration START = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofMillis(200);

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "The data folder. Default: BACKLINE_DATA, else what conf/backline.yaml says.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Answers in JSON, for programs.")
    private boolean json;

    private final Console console = Console.ofProcess();

    /** The terminal. */
    public Console console() {
        return console;
    }

    /** Whether the answer is for a program. */
    public boolean json() {
        return json;
    }

    /** The data folder, whether it exists or not. */
    public Path data() throws Refused {
        Path folder = data != null ? data : Path.of(LocalSettings.load().get("backline.data"));
        return folder.toAbsolutePath().normalize();
    }

    /** The data folder, which has to be there. */
    public Path existingData() throws Refused {
        Path folder = data();
        if (!Files.isDirectory(folder)) {
            throw new Refused(
                    "no-data-folder",
                    "There is no data folder '%s'. Name it with --data.".formatted(folder));
        }
        return folder;
    }

    /** The server of the data folder; empty where none runs. */
    public Optional<ServerClient> server() throws Refused, IOException {
        AtomicInteger looks = new AtomicInteger();
        return ServerClient.await(
                existingData(), holder -> isToBeAwaited(holder, looks.getAndIncrement()));
    }

    private boolean isToBeAwaited(String holder, int looks) throws Refused {
        if (looks == 0) {
            console.problem(
                    "A server is starting on this data folder (%s). Waiting for it, up to %d seconds."
                            .formatted(holder, START.toSeconds()));
        }
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", "Interrupted; nothing was done.");
        }
        return looks < START.dividedBy(BETWEEN);
    }

    /** The server of the data folder, for a command that needs one. */
    public ServerClient requireServer() throws Refused, IOException {
        return server().orElseThrow(
                        () ->
                                new Refused(
                                        "not-running",
                                        "No server runs on this data folder. Start it first:"
                                                + " bin/backline serve"));
    }

    /** Answers in JSON or in words. */
    public int answer(Object result, String words) {
        console.say(json ? toJson(result) : words);
        return 0;
    }

    /** Runs a command and turns what goes wrong into a sentence and an exit code. */
    public int run(Work work) {
        try {
            return work.call();
        } catch (Refused e) {
            return refuse(e.code(), e.getMessage());
        } catch (IOException e) {
            return refuse("not-readable", "Not done: %s.".formatted(e));
        }
    }

    private int refuse(String code, @Nullable String message) {
        String reason = String.valueOf(message);
        console.problem(json ? toJson(new Refusal(code, reason)) : reason);
        return 1;
    }

    private static String toJson(Object value) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }

    /** What a command does; answers with the exit code. */
    public interface Work {
        int call() throws Refused, IOException;
    }

    /** How a refusal looks in JSON. */
    record Refusal(String refused, String reason) {}
}
