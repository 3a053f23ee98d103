package studio.backline.plugins.crm.importing.words;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the name of a column tells of mail: whether it asks for it, or for who has left it. */
public final class LetterNames {

    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private static final Pattern EITHER =
            Pattern.compile(
                    "(?iU)\\b(yes|y|ja|j|oui|s[ií]|tak|ano|sim|da|1)\\s*/\\s*(no|n|nein|non|nie|ne|nee|nej"
                            + "|não|nu|0)\\b");

    private static final Predicate<String> NEWSLETTER = word -> word.startsWith("newsletter");
    private static final Predicate<String> REASON =
            word -> List.of("reason", "grund", "raison", "motivo", "powod", "reden").contains(word);

    private static final List<String> TEXTS = List.of("sms");
    private static final int SHORTEST_STEM = 5;
    private static final int SHORTEST_MAIL = 4;

    // A yes in a column allows mail only where its name holds nothing but these.
    private static final Set<Vocabulary> PLAIN =
            EnumSet.of(
                    Vocabulary.LETTERS,
                    Vocabulary.MAIL,
                    Vocabulary.ASKED,
                    Vocabulary.SUBSCRIBED,
                    Vocabulary.CONFIRMED,
                    Vocabulary.BESIDE,
                    Vocabulary.NAMING,
                    Vocabulary.INFLECTION);

    private static final Set<Vocabulary> OF_A_LIST = with(PLAIN, Vocabulary.LIST);

    private static final Set<Vocabulary> AGAINST =
            EnumSet.of(Vocabulary.LEFT, Vocabulary.REFUSED, Vocabulary.AGAINST, Vocabulary.ANGRY);

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
        /** Mail, but not all of the name is understood: a yes could mean either. */
        UNCLEAR,
        /** A list, be it one for mail or another: a yes may allow it, and nobody can tell. */
        LIST
    }

    private LetterNames() {}

    /** What a column is about. */
    public static Subject of(String header) {
        List<String> words = words(header);
        Subject subject = of(words);
        boolean list =
                subject == Subject.OTHER
                        && Vocabulary.LIST.in(words)
                        && !Vocabulary.OTHERWISE.in(words);
        return list && Vocabulary.cover(OF_A_LIST, words) ? Subject.LIST : subject;
    }

    private static Subject of(List<String> words) {
        BitSet otherwise = without(Vocabulary.OTHERWISE, Vocabulary.MAIL, words);
        boolean letters = Vocabulary.LETTERS.in(words);
        boolean mail = Vocabulary.MAIL.in(words) || words.stream().anyMatch(NEWSLETTER);
        if (Vocabulary.FURNITURE.in(words)
                || !mail && !otherwise.isEmpty()
                || !mail && !letters && !Vocabulary.LEFT.in(words)) {
            return Subject.OTHER;
        }
        boolean negated = !without(Vocabulary.NOT, Vocabulary.LEFT, words).isEmpty();
        if (refuses(words)) {
            return negated ? Subject.UNCLEAR : Subject.LEFT;
        }
        if (Vocabulary.DEAD.in(words)) {
            return negated ? Subject.UNCLEAR : Subject.DEAD;
        }
        if (negated) {
            return letters ? Subject.LEFT : Subject.OTHER;
        }
        if (!otherwise.isEmpty() || !letters && !isAsked(words)) {
            return Subject.OTHER;
        }
        return isPlain(words) ? Subject.WANTED : Subject.UNCLEAR;
    }

    /** Whether a column tells by its name that something ended, or was refused, of any kind. */
    public static boolean tellsAnEnd(String header) {
        List<String> words = words(header);
        return Vocabulary.ENDING.in(words) || Vocabulary.DEAD.in(words) || refuses(words);
    }

    /** Whether a column is about something else for certain, whatever stands in it. */
    public static boolean isApart(String header) {
        List<String> words = words(header);
        return Vocabulary.APART.is(String.join(" ", words))
                || Vocabulary.OTHERWISE.in(words) && !Vocabulary.MAIL.in(words);
    }

    /** Whether a column tells whether somebody may be reached otherwise: called, or texted. */
    public static boolean isAboutOtherWays(String header) {
        List<String> words = words(header);
        return Vocabulary.CHANNEL.in(words)
                && !Vocabulary.MAIL.in(words)
                && (words.equals(TEXTS)
                        || isAsked(words)
                        || refuses(words)
                        || Vocabulary.NOT.in(words)
                        || Vocabulary.LETTERS.in(words));
    }

    private static boolean refuses(List<String> words) {
        return AGAINST.stream().anyMatch(kind -> kind.in(words));
    }

    private static boolean isPlain(List<String> words) {
        return Vocabulary.cover(PLAIN, words.stream().filter(word -> !isNumber(word)).toList());
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The words of a name; one that is put together of others as these. */
    private static List<String> words(String header) {
        return StatusWords.words(
                        HUMP.matcher(EITHER.matcher(header).replaceAll(" ")).replaceAll(" "))
                .stream()
                .flatMap(word -> parts(word).stream())
                .toList();
    }

    private static List<String> parts(String word) {
        List<String> alone = List.of(word);
        if (refuses(alone) || PLAIN.stream().anyMatch(kind -> kind.is(word))) {
            return alone;
        }
        int letters = Vocabulary.LETTERS.stem(word, SHORTEST_STEM);
        if (letters > 0) {
            return parts(word, letters);
        }
        int inside = Vocabulary.LETTERS.inside(word, SHORTEST_STEM);
        if (inside > 0) {
            return Stream.concat(
                            Stream.of(word.substring(0, inside)),
                            parts(word.substring(inside)).stream())
                    .toList();
        }
        return IntStream.range(SHORTEST_MAIL, word.length())
                .filter(i -> Vocabulary.MAIL.is(word.substring(0, i)))
                .mapToObj(i -> List.of(word.substring(0, i), word.substring(i)))
                .filter(LetterNames::refuses)
                .findFirst()
                .orElse(alone);
    }

    // An ending is no word: "newsletters", and not "newsletter s".
    private static List<String> parts(String word, int stem) {
        String first = word.substring(0, stem);
        String rest = word.substring(stem);
        return Vocabulary.INFLECTION.is(rest) ? List.of(first) : List.of(first, rest);
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

    private static Set<Vocabulary> with(Set<Vocabulary> kinds, Vocabulary more) {
        Set<Vocabulary> all = EnumSet.copyOf(kinds);
        all.add(more);
        return all;
    }

    private static BitSet without(Vocabulary kind, Vocabulary other, List<String> words) {
        BitSet found = kind.at(words);
        found.andNot(other.at(words));
        return found;
    }
}
