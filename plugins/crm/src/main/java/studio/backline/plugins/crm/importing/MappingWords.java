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
 */
record MappingWords(Map<String, ImportField> fields, Set<String> half) {

    private static final String FILE = "column-names.txt";
    private static final MappingWords ALL = read();

    static MappingWords all() {
        return ALL;
    }

    private static MappingWords read() {
        Map<String, ImportField> fields = new HashMap<>();
        Set<String> half = new HashSet<>();
        text().lines()
                .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            String field = line.substring(0, colon);
                            for (String name : line.substring(colon + 1).split("\\|")) {
                                String folded = Folding.fold(name);
                                if (field.equals("NAME")) {
                                    half.add(folded);
                                } else {
                                    fields.putIfAbsent(folded, ImportField.valueOf(field));
                                }
                            }
                        });
        return new MappingWords(Map.copyOf(fields), Set.copyOf(half));
    }

    private static String text() {
        try (InputStream in = MappingWords.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
