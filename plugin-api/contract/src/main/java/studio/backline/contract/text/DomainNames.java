package studio.backline.contract.text;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of domains as mail and browsers take them: IDNA 2008 (RFC 5890 to 5893) as UTS #46 reads
 * what people type, without its transitional forms. The JDK's {@link IDN} is IDNA 2003, to which
 * straße and strasse are one domain; they are two, and often two owners'.
 *
 * <p>Stateless; any thread may use it, in a transaction or out of one.
 */
public final class DomainNames {

    private static final String PREFIX = "xn--";
    private static final int LONGEST_LABEL = 63;

    /** What ends a label, in scripts that have a full stop of their own (UTS #46). */
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");

    /** What IDNA 2003 maps to something else, or to nothing. */
    private static final Pattern DEVIATES = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    private static final String JOINS =
            "[\\p{L}\\p{M}&&[^\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}]]";

    /**
     * Joiners that have no letters to join, which come with what is pasted (RFC 5892, A.1, A.2).
     */
    private static final Pattern STRAY =
            Pattern.compile("(?<!" + JOINS + ")[\u200c\u200d]|[\u200c\u200d](?!" + JOINS + ")");

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private DomainNames() {}

    /**
     * The form that name servers know, in lower case: equal for names of the same domain.
     *
     * @param name labels with dots between them, in any script
     * @throws IllegalArgumentException where a label is empty, too long, or holds what no name has
     */
    public static String toAscii(String name) {
        if (!DEVIATES.matcher(name).find()) {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        }
        return Arrays.stream(DOTS.split(name, -1))
                .map(DomainNames::label)
                .collect(Collectors.joining("."));
    }

    private static String label(String typed) {
        String label = STRAY.matcher(folded(typed)).replaceAll("");
        if (label.isEmpty()) {
            throw new IllegalArgumentException("A label of a domain is empty.");
        }
        if (!DEVIATES.matcher(label).find()) {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        }
        int[] points = label.codePoints().toArray();
        String ascii = points.length < LONGEST_LABEL ? PREFIX + punycode(points) : "";
        if (ascii.isEmpty() || ascii.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("A label of a domain is longer than 63 signs.");
        }
        return ascii;
    }

    /** Sign by sign: a word in capitals tells nothing of the sigma at its end. */
    private static String folded(String label) {
        int[] small = label.codePoints().map(Character::toLowerCase).toArray();
        return Normalizer.normalize(new String(small, 0, small.length), Normalizer.Form.NFKC);
    }

    /** RFC 3492, 6.3. */
    private static String punycode(int[] points) {
        StringBuilder out = new StringBuilder();
        Arrays.stream(points).filter(c -> c < INITIAL_N).forEach(out::appendCodePoint);
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int done = basic; done < points.length; ) {
            int known = n;
            int next = Arrays.stream(points).filter(c -> c >= known).min().orElseThrow();
            delta += (next - n) * (done + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    number(delta, bias, out);
                    bias = adapted(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    /** RFC 3492, 3.3: of variable length, the least digit first. */
    private static void number(int value, int bias, StringBuilder out) {
        int left = value;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.clamp((long) k - bias, T_MIN, T_MAX);
            if (left < threshold) {
                out.append(digit(left));
                return;
            }
            out.append(digit(threshold + (left - threshold) % (BASE - threshold)));
            left = (left - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    /** RFC 3492, 6.1. */
    private static int adapted(int delta, int points, boolean first) {
        int left = first ? delta / DAMP : delta / 2;
        left += left / points;
        int k = 0;
        for (; left > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
            left /= BASE - T_MIN;
        }
        return k + (BASE - T_MIN + 1) * left / (left + SKEW);
    }
}
