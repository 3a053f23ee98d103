package studio.backline.server.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The settings that there are, read from the documented file itself, so that a setting which is not
 * documented there does not exist. A line that begins with '#' and goes on as a setting would names
 * one without a default.
 */
public final class SettingsReference {

    private static final String FILE = "/META-INF/backline/backline.yaml";
    private static final Pattern WITHOUT_DEFAULT =
            Pattern.compile("#(?: {2,})?[a-z][a-z0-9.-]*:.*");

    private final Map<String, Object> examples = new LinkedHashMap<>();

    private SettingsReference(String yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        flatten("", root);
    }

    /** The reference that this build was made with. */
    public static SettingsReference ofThisBuild() {
        try (InputStream in = SettingsReference.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The build lacks " + FILE + ".");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return of(reader.lines().collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reference in a text; for tests of the file itself. */
    static SettingsReference of(String text) {
        return new SettingsReference(
                text.lines()
                        .map(
                                line ->
                                        WITHOUT_DEFAULT.matcher(line).matches()
                                                ? line.substring(1)
                                                : line)
                        .collect(Collectors.joining("\n")));
    }

    /** All names with their default or an example. */
    public Map<String, Object> examples() {
        return Map.copyOf(examples);
    }

    /** Whether a setting is documented, in this or another spelling, or a group of such ones. */
    boolean knows(String name) {
        return examples.keySet().stream()
                .anyMatch(
                        known ->
                                uniform(known).equals(uniform(name))
                                        || known.startsWith(name + "."));
    }

    /** The documented name that a misspelt one is nearest to, where one is near. */
    Optional<String> nearest(String name) {
        String best = null;
        int least = Math.max(2, name.length() / 5) + 1;
        for (String known : examples.keySet()) {
            int distance = distance(uniform(known), uniform(name));
            if (distance < least) {
                least = distance;
                best = known;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Names are equal that differ in case, hyphens and separators only. */
    static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private void flatten(String prefix, @Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(join(prefix, String.valueOf(key)), value));
            return;
        }
        if (node != null) {
            examples.put(prefix, node);
        }
    }

    private static String join(String prefix, String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
