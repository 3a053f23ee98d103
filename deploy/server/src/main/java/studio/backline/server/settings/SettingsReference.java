package studio.backline.server.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final Map<String, Object> examples;
    private final Map<String, Object> defaults;
    private final Map<String, String> bySpelling = new HashMap<>();

    private SettingsReference(Map<String, Object> examples, Map<String, Object> defaults) {
        this.examples = Collections.unmodifiableMap(examples);
        this.defaults = Collections.unmodifiableMap(defaults);
        examples.keySet().forEach(name -> bySpelling.putIfAbsent(spelling(name), name));
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
        String all =
                text.lines()
                        .map(
                                line ->
                                        WITHOUT_DEFAULT.matcher(line).matches()
                                                ? line.substring(1)
                                                : line)
                        .collect(Collectors.joining("\n"));
        return new SettingsReference(flat(all), flat(text));
    }

    /** All names with their default or an example, in the order of the file. */
    public Map<String, Object> examples() {
        return examples;
    }

    /** The names that have a default, and it. */
    public Map<String, Object> defaults() {
        return defaults;
    }

    /** Whether a setting is documented, in this or another spelling. */
    boolean knows(String name) {
        return documented(name).isPresent();
    }

    /** Whether there are settings below this name. */
    boolean isGroup(String name) {
        return examples.keySet().stream()
                .anyMatch(known -> spelling(known).startsWith(spelling(name) + "."));
    }

    /** Whether a setting takes several values. */
    boolean isList(String name) {
        return documented(name).map(examples::get).orElse("") instanceof List<?>;
    }

    /** Whether an environment variable gives a setting, or one value of a list. */
    boolean knowsVariable(String variable) {
        return examples.keySet().stream()
                .anyMatch(
                        known ->
                                variables(known).stream()
                                        .filter(variable::startsWith)
                                        .map(one -> variable.substring(one.length()))
                                        .anyMatch(
                                                end ->
                                                        end.isEmpty()
                                                                || end.matches("_\\d+_?")
                                                                        && isList(known)));
    }

    /** The environment variables that give a setting: as it is documented first. */
    public static List<String> variables(String name) {
        return Stream.of(variable(name), variable(name.replace('-', '.'))).distinct().toList();
    }

    /** The environment variable of a setting. */
    public static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
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

    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Optional<String> documented(String name) {
        return Optional.ofNullable(bySpelling.get(spelling(name)));
    }

    /** Names are the same setting that differ in case, hyphens and underscores only. */
    private static String spelling(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static Map<String, Object> flat(String yaml) {
        Map<String, Object> found = new LinkedHashMap<>();
        flatten("", new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml), found);
        return found;
    }

    private static void flatten(String prefix, @Nullable Object node, Map<String, Object> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(join(prefix, String.valueOf(key)), value, into));
            return;
        }
        if (node != null) {
            into.put(prefix, node);
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
