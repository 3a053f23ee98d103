package studio.backline.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The file that a studio writes its settings into, read in one way by the server and by every
 * command, whatever the folder is called that it lies in.
 *
 * @param values its documents in their order; a later one wins
 * @param problems why it cannot be read; empty where it could, or is not there
 */
public record SettingsFile(List<PropertySource<?>> values, List<Problem> problems) {

    static final String NAME = "conf/backline.yaml";

    private static final String CANNOT_BE_READ = "The settings file '%s' cannot be read";

    /** The folder of the distribution, as the start script says. */
    public static Path home() {
        return Path.of(System.getProperty("backline.home", ".")).toAbsolutePath().normalize();
    }

    /** Reads the file of a distribution. */
    public static SettingsFile of(Path home) {
        Path file = home.resolve(NAME);
        if (isAbsent(file)) {
            return new SettingsFile(List.of(), List.of());
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return new SettingsFile(List.of(), List.of(unreadable(file)));
        }
        try {
            return new SettingsFile(
                    new YamlPropertySourceLoader().load(NAME, new FileSystemResource(file)),
                    List.of());
        } catch (IOException | RuntimeException e) {
            return new SettingsFile(List.of(), List.of(inWords(file, e)));
        }
    }

    boolean isRead() {
        return problems.isEmpty();
    }

    /** Puts the values behind what is given for one start: command line and environment. */
    void addTo(MutablePropertySources sources) {
        values.forEach(
                document ->
                        sources.addAfter(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                document));
    }

    /** Only where nothing is in its place; a link that leads nowhere is meant to be a file. */
    private static boolean isAbsent(Path file) {
        Path folder = file.resolveSibling("");
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
                && (Files.isDirectory(folder)
                        || Files.notExists(folder, LinkOption.NOFOLLOW_LINKS));
    }

    private static Problem unreadable(Path file) {
        String user = System.getProperty("user.name");
        String fault = "the user %s finds none there".formatted(user);
        if (leadsNowhere(file) || leadsNowhere(file.resolveSibling(""))) {
            fault = "a link there leads nowhere";
        }
        if (Files.exists(file)) {
            fault =
                    Files.isRegularFile(file)
                            ? "the user %s may not read it".formatted(user)
                            : "it is a folder, or something else that is no file";
        }
        return new Problem(
                CANNOT_BE_READ.formatted(file) + ": " + fault + ".",
                "Put a file there that the user %s may read, or take away what is there: without a"
                                .formatted(user)
                        + " settings file the defaults hold.");
    }

    private static boolean leadsNowhere(Path link) {
        return Files.isSymbolicLink(link) && !Files.exists(link);
    }

    private static Problem inWords(Path file, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException broken) {
                int line =
                        broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
                return new Problem(
                        CANNOT_BE_READ.formatted(file)
                                + ", in line %d: %s.".formatted(line, broken.getProblem()),
                        "Compare that line with its neighbours: the indentation says what belongs"
                                + " together.");
            }
        }
        String reason = SettingsValues.shown(String.valueOf(failure.getMessage()));
        return notText(file)
                .orElseGet(
                        () ->
                                new Problem(
                                        CANNOT_BE_READ.formatted(file) + ": %s.".formatted(reason),
                                        "Compare it with the one that the distribution came with."));
    }

    /** Says in which line stands what is no text, if any does. */
    private static Optional<Problem> notText(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Optional<Problem> found = Optional.empty();
            int line = 1;
            for (int start = 0; start < bytes.length && found.isEmpty(); line++) {
                int end = start;
                while (end < bytes.length && bytes[end] != '\n') {
                    end++;
                }
                found = notText(file, line, ByteBuffer.wrap(bytes, start, end - start));
                start = end + 1;
            }
            return found;
        } catch (IOException gone) {
            return Optional.of(unreadable(file));
        }
    }

    private static Optional<Problem> notText(Path file, int number, ByteBuffer line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(line)
                    .codePoints()
                    .filter(sign -> !StreamReader.isPrintable(sign))
                    .mapToObj(
                            sign ->
                                    new Problem(
                                            CANNOT_BE_READ.formatted(file)
                                                    + ": line %d holds a control character (U+%04X)."
                                                            .formatted(number, sign),
                                            "Delete it, or write that line anew: most editors show"
                                                    + " such a character as nothing."))
                    .findFirst();
        } catch (CharacterCodingException other) {
            return Optional.of(
                    new Problem(
                            "The settings file is not saved in UTF-8: line %d holds a character of"
                                            .formatted(number)
                                    + " another encoding.",
                            "Save '%s' in UTF-8; every editor can.".formatted(file)));
        }
    }
}
