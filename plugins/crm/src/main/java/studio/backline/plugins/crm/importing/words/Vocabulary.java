package studio.backline.plugins.crm.importing.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import studio.backline.contract.text.Folding;

/** The words of {@code status-words.txt}, by what they mean; the file says what that is. */
enum Vocabulary {
    LEFT,
    REFUSED,
    DEAD,
    ANGRY,
    AGAINST,
    NOT,
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    SUBSCRIBED,
    CONFIRMED,
    SILENT,
    BESIDE,
    LETTERS,
    MAIL,
    ASKED,
    OTHERWISE,
    CHANNEL,
    FURNITURE,
    NAMING,
    INFLECTION,
    PREFIX,
    ENDING,
    APART,
    LIST,
    IN,
    OUT;

    private static final String FILE = "status-words.txt";
    private static final Map<Vocabulary, WordSet> WORDS = read();

    boolean is(String folded) {
        return words().is(folded);
    }

    boolean in(List<String> words) {
        return words().in(words);
    }

    BitSet at(List<String> words) {
        return words().at(words);
    }

    int stem(String word, int shortest) {
        return words().stem(word, shortest);
    }

    int inside(String word, int shortest) {
        return words().inside(word, shortest);
    }

    /** Whether all of the words are of these kinds, and all parts of words that run on. */
    static boolean cover(Set<Vocabulary> kinds, List<String> words) {
        BitSet covered = new BitSet();
        kinds.forEach(kind -> covered.or(kind.at(words)));
        return covered.cardinality() == words.size()
                && words.stream().filter(Folding::runsOn).allMatch(word -> isMadeOf(kinds, word));
    }

    private static boolean isMadeOf(Set<Vocabulary> kinds, String word) {
        String rest = word;
        for (String sign :
                kinds.stream()
                        .flatMap(kind -> kind.words().signs())
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList()) {
            rest = rest.replace(sign, "");
        }
        return rest.isEmpty();
    }

    /** Whether such a word may stand in a status beside the one that counts. */
    boolean standsBeside() {
        return switch (this) {
            case NO,
                    NOTHING,
                    UNKNOWN,
                    YES,
                    CONFIRMED,
                    OTHERWISE,
                    FURNITURE,
                    ASKED,
                    NAMING,
                    INFLECTION ->
                    false;
            case PREFIX, ENDING, APART, LIST, IN, OUT -> false;
            default -> true;
        };
    }

    private WordSet words() {
        return Objects.requireNonNull(WORDS.get(this));
    }

    private static Map<Vocabulary, WordSet> read() {
        Map<Vocabulary, WordSet> words = new EnumMap<>(Vocabulary.class);
        for (Vocabulary kind : values()) {
            words.put(kind, new WordSet());
        }
        text().lines()
                .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            WordSet kind = words.get(valueOf(line.substring(0, colon)));
                            for (String entry : line.substring(colon + 1).split("\\|")) {
                                Objects.requireNonNull(kind).add(entry);
                            }
                        });
        return words;
    }

    private static String text() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
