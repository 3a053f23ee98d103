package studio.backline.plugins.crm.importing.words;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the name of a column tells of mail: whether it asks for it, or for who has left it. */
public final class LetterNames {

    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private static final Predicate<String> NEWSLETTER = word -> word.startsWith("newsletter");
    private static final Predicate<String> REASON =
            word -> List.of("reason", "grund", "raison", "motivo", "powod", "reden").contains(word);

    /** What a column is about, by its name. */
    public enum Subject {
        /** Nothing of the kind. */
        OTHER,
        /** Whether somebody is to get mail: a yes allows it. */
        WANTED,
        /** Whether somebody has left: a yes forbids it. */
        LEFT,
        /** Whether an address is dead. */
        DEAD,
        /** Mail, but a yes could mean either. */
        UNCLEAR
    }

    private LetterNames() {}

    /** What a column is about. */
    public static Subject of(String header) {
        List<String> words = StatusWords.words(HUMP.matcher(header).replaceAll(" "));
        BitSet otherwise = without(Vocabulary.OTHERWISE, Vocabulary.MAIL, words);
        boolean mail = Vocabulary.MAIL.in(words) || words.stream().anyMatch(NEWSLETTER);
        if (Vocabulary.FURNITURE.in(words) || !mail && !otherwise.isEmpty()) {
            return Subject.OTHER;
        }
        boolean left = Vocabulary.LEFT.in(words);
        boolean letters = Vocabulary.LETTERS.in(words);
        if (!mail && !letters && !left) {
            return Subject.OTHER;
        }
        boolean negated = !without(Vocabulary.NOT, Vocabulary.LEFT, words).isEmpty();
        if (left || Vocabulary.REFUSED.in(words)) {
            return negated ? Subject.UNCLEAR : Subject.LEFT;
        }
        if (Vocabulary.DEAD.in(words)) {
            return negated ? Subject.UNCLEAR : Subject.DEAD;
        }
        if (negated) {
            return letters ? Subject.LEFT : Subject.OTHER;
        }
        return otherwise.isEmpty() && (letters || isAsked(words)) ? Subject.WANTED : Subject.OTHER;
    }

    /** Whether a column tells why, so that any text in it says that it happened. */
    public static boolean isReason(String header) {
        return StatusWords.words(header).stream().anyMatch(REASON);
    }

    private static boolean isAsked(List<String> words) {
        // An address that was confirmed is no permission.
        return Vocabulary.ASKED.in(words)
                || Vocabulary.SUBSCRIBED.in(words) && !Vocabulary.CONFIRMED.in(words);
    }

    private static BitSet without(Vocabulary kind, Vocabulary other, List<String> words) {
        BitSet found = kind.at(words);
        found.andNot(other.at(words));
        return found;
    }
}
