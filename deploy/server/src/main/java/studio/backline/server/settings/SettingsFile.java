package studio.backline.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that a studio writes its settings into. */
public final class SettingsFile {

    static final String NAME = "conf/backline.yaml";

    private SettingsFile() {}

    /** The file of a distribution. */
    public static Path in(Path home) {
        return home.resolve(NAME);
    }

    /** Why the file cannot be read as text, with the line; empty where it can. */
    public static Optional<Problem> notText(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int line = 1;
            for (int start = 0; start < bytes.length; line++) {
                int end = start;
                while (end < bytes.length && bytes[end] != '\n') {
                    end++;
                }
                if (!isText(ByteBuffer.wrap(bytes, start, end - start))) {
                    return Optional.of(
                            new Problem(
                                    "The settings file is not saved in UTF-8: line %d holds a"
                                                    .formatted(line)
                                            + " character of another encoding.",
                                    "Save '%s' in UTF-8; every editor can.".formatted(file)));
                }
                start = end + 1;
            }
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static boolean isText(ByteBuffer line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(line);
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
