package studio.backline.plugins.crm.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import studio.backline.contract.text.Folding;

/**
 * Names of columns, folded, and what they hold, in the languages of {@code column-names.txt}.
 *
 * @param fields what a name says by itself
 * @param half names that are the whole name or half of one, as their neighbours have it
 * @param pictures words of a name whose links are pictures
 * @param departments names of columns behind which a title is that of a job
 */
record MappingWords(
        Map<String, ImportField> fields,
        Set<String> half,
        Set<String> pictures,
        Set<String> departments) {

    private static final String FILE = "column-names.txt";
    private static final String HALF = "NAME";
    private static final String PICTURE = "PICTURE";
    private static final String DEPARTMENT = "DEPARTMENT";
    private static final Set<String> OTHERS = Set.of(HALF, PICTURE, DEPARTMENT);
    private static final MappingWords ALL = read();

    static MappingWords all() {
        return ALL;
    }

    private static MappingWords read() {
        Map<String, ImportField> fields = new HashMap<>();
        Map<String, Set<String>> others = new HashMap<>();
        text().lines()
                .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            String field = line.substring(0, colon);
                            for (String name : line.substring(colon + 1).split("\\|")) {
                                String folded = Folding.fold(name);
                                if (OTHERS.contains(field)) {
                                    others.computeIfAbsent(field, kind -> new HashSet<>())
                                            .add(folded);
                                } else {
                                    fields.putIfAbsent(folded, ImportField.valueOf(field));
                                }
                            }
                        });
        return new MappingWords(
                Map.copyOf(fields),
                Set.copyOf(others.getOrDefault(HALF, Set.of())),
                Set.copyOf(others.getOrDefault(PICTURE, Set.of())),
                Set.copyOf(others.getOrDefault(DEPARTMENT, Set.of())));
    }

    private static String text() {
        try (InputStream in = MappingWords.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
