package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every command but serve understands. */
final class CommonOptions {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "The data folder. Default: BACKLINE_DATA, else what conf/backline.yaml says.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Answers in JSON, for programs.")
    private boolean json;

    private final Console console = Console.ofProcess();

    Console console() {
        return console;
    }

    boolean json() {
        return json;
    }

    /** The data folder, whether it exists or not. */
    Path data() throws Refused {
        Path folder = data != null ? data : Path.of(LocalSettings.load().get("backline.data"));
        return folder.toAbsolutePath().normalize();
    }

    /** The data folder, which has to be there. */
    Path existingData() throws Refused {
        Path folder = data();
        if (!Files.isDirectory(folder)) {
            throw new Refused(
                    "no-data-folder",
                    "There is no data folder '%s'. Name it with --data.".formatted(folder));
        }
        return folder;
    }

    /** Answers in JSON or in words. */
    int answer(Object result, String words) {
        console.say(json ? toJson(result) : words);
        return 0;
    }

    /** Runs a command and turns what goes wrong into a sentence and an exit code. */
    int run(Work work) {
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
    interface Work {
        int call() throws Refused, IOException;
    }

    /** How a refusal looks in JSON. */
    record Refusal(String refused, String reason) {}
}
