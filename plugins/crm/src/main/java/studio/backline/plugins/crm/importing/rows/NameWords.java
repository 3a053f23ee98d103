package studio.backline.plugins.crm.importing.rows;

import java.util.Arrays;
import java.util.Locale;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.person.PersonName;

/**
 * The words of a name, as hashes, and whether two names are one person's: whether each word of the
 * one is a word of the other or its initial, in any order. A different given name beside the same
 * family name is another person. Particles do not count, and umlauts may be spelled out.
 */
public final class NameWords {

    /** How much two names have to do with each other. */
    public enum Likeness {
        /** Two people's. */
        OTHER,
        /** One is a part of the other, or has initials. */
        PART,
        /** The same words. */
        SAME
    }

    private static final int WORDS = 4;
    private static final int BITS = 24;
    private static final int MASK = (1 << BITS) - 1;

    // The first letter above, the hash of the word below: 0 for an initial.
    private static final int REST = 19;
    private static final int REST_MASK = (1 << REST) - 1;
    private static final int[] NOTHING = {};

    private final int[] words;
    private final int[] stage;

    private NameWords(int[] words, int[] stage) {
        this.words = words;
        this.stage = stage;
    }

    /**
     * Of a name.
     *
     * @param nameKey the name folded, to sort by
     * @param secret that goes into the hashes
     */
    public static NameWords of(PersonName name, String nameKey, long secret) {
        String civil = (name.given() + " " + name.family()).strip();
        if (civil.isEmpty() && name.stage().isBlank()) {
            return new NameWords(NOTHING, NOTHING);
        }
        String main = civil.isEmpty() ? name.stage() : civil;
        boolean hasStage = !civil.isEmpty() && !name.stage().isBlank();
        return new NameWords(
                words(name.sortForm().isBlank() ? nameKey : Folding.fold(main), main, secret),
                hasStage ? words(Folding.fold(name.stage()), name.stage(), secret) : NOTHING);
    }

    /** Of a row's name. */
    public static NameWords of(ParsedRow.Known row, long secret) {
        return of(row.details().name(), row.keys().nameKey(), secret);
    }

    /** As {@link #low} and {@link #high} tell. */
    static NameWords of(long low, int high) {
        int[] words = {
            (int) low & MASK,
            (int) (low >>> BITS) & MASK,
            (int) (low >>> 2 * BITS) | (high & 0xff) << 16,
            high >>> 8
        };
        int count = 0;
        while (count < WORDS && words[count] != 0) {
            count++;
        }
        return new NameWords(Arrays.copyOf(words, count), NOTHING);
    }

    long low() {
        return word(0) | word(1) << BITS | (word(2) & 0xffff) << 2 * BITS;
    }

    int high() {
        return (int) (word(2) >>> 16 | word(3) << 8);
    }

    /** Whether there is no name. */
    public boolean isEmpty() {
        return words.length == 0;
    }

    /** Whether there are two words or more, not all of them initials. */
    public boolean isWhole() {
        return words.length > 1 && initials(words) < words.length;
    }

    /** Whether it tells more than another that is like it. */
    public boolean isFullerThan(NameWords other) {
        return words.length == other.words.length
                ? initials(words) < initials(other.words)
                : words.length > other.words.length;
    }

    /** What this and another, both of which are there, have to do with each other. */
    public Likeness likeness(NameWords other) {
        Likeness civil = likeness(words, other.words);
        if (civil != Likeness.OTHER) {
            return civil;
        }
        Likeness onPoster = likeness(words, other.stage);
        return onPoster == Likeness.OTHER ? likeness(stage, other.words) : onPoster;
    }

    private static Likeness likeness(int[] one, int[] other) {
        int[] fewer = one.length <= other.length ? one : other;
        int[] more = (one.length <= other.length ? other : one).clone();
        int same = 0;
        boolean whole = false;
        for (int word : fewer) {
            int at = indexOf(more, word);
            if (at >= 0) {
                more[at] = 0;
                same++;
                whole |= !isInitial(word);
            }
        }
        // Those who give no more than initials are themselves again by all of them alone.
        if (same > 0 && same == more.length) {
            return Likeness.SAME;
        }
        if (!whole) {
            return Likeness.OTHER;
        }
        int left = fewer.length - same;
        for (int word : fewer) {
            int at = indexOf(one == fewer ? other : one, word) >= 0 ? -1 : initial(more, word);
            if (at >= 0) {
                more[at] = 0;
                left--;
            }
        }
        return left == 0 ? Likeness.PART : Likeness.OTHER;
    }

    private static int initial(int[] words, int word) {
        for (int i = 0; i < words.length; i++) {
            boolean brief = isInitial(word) || isInitial(words[i]);
            if (words[i] != 0 && brief && words[i] >>> REST == word >>> REST) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(int[] words, int word) {
        for (int i = 0; i < words.length; i++) {
            if (words[i] == word) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isInitial(int word) {
        return (word & REST_MASK) == 0;
    }

    private static long initials(int[] words) {
        return Arrays.stream(words).filter(NameWords::isInitial).count();
    }

    private long word(int at) {
        return at < words.length ? words[at] : 0;
    }

    private static int[] words(String folded, String text, long secret) {
        // A name of signs alone is a name too.
        String[] all =
                folded.isEmpty()
                        ? new String[] {text.strip().toLowerCase(Locale.ROOT)}
                        : folded.split(" ");
        int[] words = new int[WORDS];
        int count = 0;
        for (int i = 0; i < all.length && count < WORDS; i++) {
            if (!NameSplit.isParticle(all[i])) {
                words[count++] = word(all[i], secret);
            }
        }
        if (count == 0) {
            words[count++] = word(folded, secret);
        }
        return Arrays.copyOf(words, count);
    }

    private static int word(String text, long secret) {
        int first = text.codePointAt(0) & 31;
        int letter = (first == 0 ? 31 : first) << REST;
        if (text.length() == 1 && text.charAt(0) < 0x0590 && Character.isLetter(text.charAt(0))) {
            return letter;
        }
        int rest = (int) (SeenRows.hash(plain(text), secret) >>> 7) & REST_MASK;
        return letter | (rest == 0 ? 1 : rest);
    }

    // The other way to write ä, ö and ü where a keyboard has none.
    private static String plain(String word) {
        return word.indexOf('e') < 1
                ? word
                : word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    }
}
