package studio.backline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The big list of naughty strings (MIT licence), as far as it lies beside the repository: each of
 * them goes through every text field, search box and import column and comes back unharmed.
 */
public final class NaughtyStrings {

    private static final String PLACE = "../shared/corpora/naughty-strings/blns.json";

    private NaughtyStrings() {}

    /**
     * All of them but the empty one. Skips the calling test, saying so, where the list is absent.
     */
    public static List<String> all() {
        Path file = Path.of(System.getProperty("backline.root", "."), PLACE);
        Assumptions.assumeTrue(
                Files.exists(file), () -> "The list of naughty strings is not at " + file);
        try {
            return parse(Files.readString(file)).stream().filter(text -> !text.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The strings of a JSON array (RFC 8259) that holds nothing else. */
    static List<String> parse(String json) {
        List<String> strings = new ArrayList<>();
        StringBuilder string = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < json.length(); i++) {
            char at = json.charAt(i);
            if (at == '"') {
                if (inside) {
                    strings.add(string.toString());
                    string.setLength(0);
                }
                inside = !inside;
            } else if (inside && at == '\\') {
                i++;
                if (json.charAt(i) == 'u') {
                    string.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                } else {
                    string.append(unescaped(json.charAt(i)));
                }
            } else if (inside) {
                string.append(at);
            }
        }
        return strings;
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escape;
        };
    }
}
