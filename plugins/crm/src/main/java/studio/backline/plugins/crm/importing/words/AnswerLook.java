package studio.backline.plugins.crm.importing.words;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import studio.backline.contract.text.Folding;

/**
 * Whether what stands in a column looks like answers to a question, be it that one side of them is
 * not known: "ja" and "raus". It is enough to ask or to warn, and never to say what an answer is.
 */
public final class AnswerLook {

    private static final int MOST_VALUES = 6;
    private static final int LONGEST = 40;
    // Countries, languages and states have codes that are such words: IN, DE, ON.
    private static final int CODE = 2;
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}.*");

    private enum Side {
        YES,
        NO,
        IN,
        OUT,
        NEITHER
    }

    private AnswerLook() {}

    /** Whether a fair part of the different values, which are few, looks like a yes or a no. */
    public static boolean looksAnswered(Collection<String> values) {
        List<String> different =
                values.stream()
                        .filter(value -> !StatusWords.isNothing(value))
                        .map(AnswerLook::folded)
                        .distinct()
                        .limit(MOST_VALUES + 1L)
                        .toList();
        if (different.size() > MOST_VALUES
                || different.stream().anyMatch(value -> value.length() > LONGEST)) {
            return false;
        }
        StatusWords words = new StatusWords();
        List<Side> sides =
                different.stream()
                        .map(value -> side(value, words))
                        .filter(side -> side != Side.NEITHER)
                        .toList();
        if (different.stream().allMatch(value -> value.length() <= CODE)) {
            return sides.size() == different.size() && areBoth(sides);
        }
        boolean sure = sides.contains(Side.YES) || sides.contains(Side.NO) || areBoth(sides);
        return !sides.isEmpty() && sides.size() * (sure ? 3 : 2) >= different.size();
    }

    private static String folded(String value) {
        String folded = Folding.fold(value);
        return folded.isEmpty() ? value.strip() : folded;
    }

    private static boolean areBoth(List<Side> sides) {
        return (sides.contains(Side.YES) || sides.contains(Side.IN))
                && (sides.contains(Side.NO) || sides.contains(Side.OUT));
    }

    private static Side side(String value, StatusWords words) {
        if (!WORD.matcher(value).matches()) {
            return Side.NEITHER;
        }
        if (Vocabulary.YES.is(value)) {
            return Side.YES;
        }
        if (words.refuses(value) || StatusWords.soundsLikeNo(value)) {
            return Side.NO;
        }
        if (Vocabulary.OUT.is(value)) {
            return Side.OUT;
        }
        return Vocabulary.IN.is(value) ? Side.IN : Side.NEITHER;
    }
}
