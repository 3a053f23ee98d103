package studio.backline.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.backline.testkit.PackagedServer;

/** What a server in use tells whoever runs it: what is documented, and nothing of its people. */
public final class Figures {

    private static final Path README = Path.of("..", "README.md");

    private static final Pattern TOLD = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-");
    private static final Pattern ADDRESS = Pattern.compile("uri=\"([^\"]*)\"");

    /** Patterns that the server serves, and words for the rest. */
    private static final Pattern PATTERN =
            Pattern.compile(
                    "UNKNOWN|root|REDIRECTION|NOT_FOUND|/\\*\\*|/sign-in|/first-run(/[a-z]+)?");

    private final String told;

    private Figures(String told) {
        this.told = told;
    }

    /** As they stand now. */
    public static Figures of(PackagedServer server) {
        try (InputStream told =
                server.managementUrl().resolve("actuator/prometheus").toURL().openStream()) {
            return new Figures(new String(told.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** None is missing, and none is there that is not told of. */
    public void assertAsDocumented() {
        Set<String> names = all(TOLD, told);
        // The longest of late is told beside each sum of times.
        names.removeIf(name -> name.endsWith("_max") && names.contains(name.replace("_max", "")));
        assertThat(names).isEqualTo(documented());
    }

    /** Nobody is named, and no label has more values the longer the house is used. */
    public void assertOfNobody(String... people) {
        assertThat(told).doesNotContain(people).doesNotContain("@").doesNotContainPattern(ID);
        assertThat(all(ADDRESS, told)).isNotEmpty().allMatch(PATTERN.asMatchPredicate());
    }

    private static Set<String> documented() {
        try {
            return Files.readAllLines(README).stream()
                    .dropWhile(line -> !line.startsWith("| figure |"))
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> line.split("\\|", -1)[1])
                    .flatMap(cell -> all(DOCUMENTED, cell).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
