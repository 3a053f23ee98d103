package studio.backline.plugins.crm.importing.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    YES,
    SUBSCRIBED,
    CONFIRMED,
    SILENT,
    BESIDE,
    LETTERS,
    MAIL,
    ASKED,
    OTHERWISE,
    FURNITURE;

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

    /** Whether such a word may stand in a status beside the one that counts. */
    boolean standsBeside() {
        return switch (this) {
            case NO, NOTHING, YES, CONFIRMED, OTHERWISE, FURNITURE, ASKED -> false;
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
