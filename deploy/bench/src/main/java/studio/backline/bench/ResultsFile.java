package studio.backline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code RESULTS.md}: one section per benchmark; those that were not run this time stay. */
final class ResultsFile {

    private static final String SECTION = "## ";
    private static final String HEAD =
            """
            # Results

            Made by `./mvnw -Pbench`; one alone by `./mvnw -Pbench -Dbench.only=<id>`. A ratio is ours to the limit, both measured in
            the same run, so that it says the same on another machine; the values beside it do not. Each of the three is the median of
            its rounds, so that the ratio, of neighbours in time, may differ from that of the two values.
            """;

    private final Path file;
    private final Map<String, String> sections = new LinkedHashMap<>();

    private ResultsFile(Path file) {
        this.file = file;
    }

    static ResultsFile open(Path file) throws IOException {
        ResultsFile results = new ResultsFile(file);
        if (Files.exists(file)) {
            results.read(Files.readAllLines(file));
        }
        return results;
    }

    private void read(List<String> lines) {
        String id = "";
        for (String line : lines) {
            if (line.startsWith(SECTION)) {
                id = line.substring(SECTION.length()).strip();
            }
            if (!id.isEmpty()) {
                sections.merge(id, line + "\n", String::concat);
            }
        }
    }

    void put(Benchmark benchmark, Report report, String when) {
        String head = SECTION + benchmark.id() + "\n\n" + benchmark.title() + "\n\n" + when;
        sections.put(benchmark.id(), head + "\n\n" + report.text());
    }

    /** Writes the sections of the known benchmarks in this order. */
    void write(List<String> ids) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (String id : ids) {
            if (sections.containsKey(id)) {
                text.append('\n').append(sections.get(id).strip()).append('\n');
            }
        }
        Files.writeString(file, text);
    }
}
