package studio.backline.plugins.crm.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Tells the encoding of text that is not Unicode. Scripts other than Latin are told by how their
 * bytes follow each other; of Latin, which a list of names has too little of, by the letters: the
 * encoding in which they are those of a language.
 */
final class EncodingGuess {

    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final Map<String, String> AS_WINDOWS_HAS_THEM =
            Map.of(
                    "SHIFT_JIS", "windows-31j",
                    "EUC-KR", "x-windows-949",
                    "GB2312", "GB18030",
                    "HZ-GB-2312", "GB18030",
                    "ISO-8859-7", "windows-1253",
                    "ISO-8859-8", "windows-1255",
                    "TIS620", "x-windows-874");

    private static final String[] CENTRAL = {
        "üöäß", "łóśąężćńź", "áíéřčýžěšůúďťňó", "áíčéšžýľúťňôäďŕĺó", "áéóöőíüúű", "čšžćđ", "ăţşâî"
    };

    /** Letters beyond ASCII of languages, the usual ones first. */
    private static final List<Alphabets> LATIN =
            List.of(
                    new Alphabets(
                            WINDOWS,
                            "üöäß",
                            "éèçêàëîôïûâùœ",
                            "íáóéñúü",
                            "ãçáéíóêõúâôà",
                            "èàòùìé",
                            "ëéèïöüóá",
                            "äöåé",
                            "øåæéöä",
                            "áíóéöðúýþæ",
                            "õäöüšž",
                            "àéèíóçòïúü"),
                    new Alphabets(Charset.forName("windows-1250"), CENTRAL),
                    new Alphabets(Charset.forName("ISO-8859-2"), CENTRAL),
                    new Alphabets(Charset.forName("windows-1254"), "üöäß", "ıüşöçğâ"),
                    new Alphabets(
                            Charset.forName("windows-1257"),
                            "üöäß",
                            "ėšžųūįąčę",
                            "āīšēņļķģūčž",
                            "õäöüšž"));

    /** How much likelier another encoding must be than that of the most lists: e to this. */
    private static final double MARGIN = 2.5;

    private static final int STEPS = 40;

    private static final int COPYRIGHT = 0xa9;
    private static final int REGISTERED = 0xae;
    private static final int SQUARE = 0xb2;
    private static final int CUBE = 0xb3;

    /** What is œ and Œ in the encoding of the most lists, ś and Ś in that of Polish ones. */
    private static final int LIGATURE = 0x9c;

    private static final int CAPITAL_LIGATURE = 0x8c;

    /**
     * An œ by its neighbours, as in cœur, Œdipe, Phœnix and Lœb. Polish writes si for ś before a
     * vowel, and has ś behind few consonants and before not all: świat, wszechświat, Mścisław.
     */
    private static final Pattern NO_ACUTE =
            letters("œ(?=[dfghisuvx])|(?<=[cfghkmnpqstvx])œ(?=[abd-vx-z])|(?<=[lr])œ(?=b)");

    /** A ś by its neighbours, as in Jaś and Wiśniewski: œ hardly ever follows a vowel. */
    private static final Pattern ACUTE = letters("(?<=[aeiouy])œ(?![dfghisuvx])");

    private static final double ELSEWHERE = 1e-6;
    private static final double SIGN = 0.01;
    private static final double CAPITAL = 0.2;

    private EncodingGuess() {}

    /** The encoding of some text that holds bytes which are not UTF-8. */
    static Charset of(byte[] text) {
        return otherScript(text).orElseGet(() -> latin(text));
    }

    private static Optional<Charset> otherScript(byte[] text) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(text);
        detector.dataEnd();
        @Nullable String found = detector.getDetectedCharset();
        if (found == null || found.startsWith("UTF") || found.equals("US-ASCII")) {
            return Optional.empty();
        }
        String name = AS_WINDOWS_HAS_THEM.getOrDefault(found, found);
        return Charset.isSupported(name)
                ? Optional.of(Charset.forName(name)).filter(each -> isOneScript(text, each))
                : Optional.empty();
    }

    /** Whether hardly a word mixes letters of Latin with others, as it does in a wrong encoding. */
    private static boolean isOneScript(byte[] text, Charset charset) {
        int mixed = 0;
        int foreign = 0;
        for (String word : decoded(text, charset).split("[^\\p{L}\\p{M}]+")) {
            if (word.chars().anyMatch(sign -> sign >= 0x80)) {
                foreign++;
                mixed += word.codePoints().anyMatch(EncodingGuess::isLatin) ? 1 : 0;
            }
        }
        return foreign > 0 && mixed * 10 <= foreign;
    }

    private static boolean isLatin(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN;
    }

    private static Charset latin(byte[] text) {
        int[] counts = inWords(text);
        weighLigatures(text, counts);
        Charset best = WINDOWS;
        double most = LATIN.getFirst().fit(counts) + MARGIN;
        for (Alphabets alphabets : LATIN.subList(1, LATIN.size())) {
            double fit = alphabets.fit(counts);
            if (fit > most && !alphabets.isSame(counts)) {
                most = fit;
                best = alphabets.encoding();
            }
        }
        return best;
    }

    /** How often each byte beyond ASCII stands beside a letter: alone it is a sign, as of money. */
    private static int[] inWords(byte[] text) {
        int[] counts = new int[256];
        for (int i = 0; i < text.length; i++) {
            if (text[i] < 0
                    && (isWord(text, i - 1) || isWord(text, i + 1))
                    && !isSignOfTrade(text, i)) {
                counts[text[i] & 0xff]++;
            }
        }
        return counts;
    }

    /**
     * Lets what stands beside œ and ś tell them apart, as their number does not: either may be all
     * that a list has beyond ASCII. One that is œ makes up for one that is ś or may be.
     */
    private static void weighLigatures(byte[] text, int[] counts) {
        String windows = decoded(text, WINDOWS);
        counts[LIGATURE] += counts[CAPITAL_LIGATURE];
        counts[LIGATURE] += (int) ACUTE.matcher(windows).results().count();
        counts[LIGATURE] -= 2 * (int) NO_ACUTE.matcher(windows).results().count();
        counts[CAPITAL_LIGATURE] = 0;
    }

    private static Pattern letters(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * Whether it may be a sign of trade or measure behind a word or a number, as ® in "Musik®", ³
     * in "m³" and µ in "10µm": of letters, capitals do not follow small ones.
     */
    private static boolean isSignOfTrade(byte[] text, int at) {
        int sign = text[at] & 0xff;
        int before = at > 0 ? text[at - 1] : ' ';
        boolean last = !isWord(text, at + 1);
        if (sign == COPYRIGHT || sign == REGISTERED) {
            return isWord(text, at - 1) && (last || Character.isLowerCase(before));
        }
        boolean power = sign == SQUARE || sign == CUBE;
        return Character.isDigit(before) || power && before == 'm' && last;
    }

    private static boolean isWord(byte[] text, int at) {
        return at >= 0 && at < text.length && (text[at] < 0 || Character.isLetter(text[at]));
    }

    private static String decoded(byte[] text, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException replaced) {
            throw new IllegalStateException(replaced);
        }
    }

    /** An encoding of one byte for each letter, and how likely languages make its bytes. */
    private static final class Alphabets {

        private final Charset encoding;
        private final char[] signs = new char[256];
        private final List<double[]> languages = new ArrayList<>();

        Alphabets(Charset encoding, String... letters) {
            this.encoding = encoding;
            for (int i = 0; i < signs.length; i++) {
                signs[i] = decoded(new byte[] {(byte) i}, encoding).charAt(0);
            }
            for (String language : letters) {
                Map<Character, Double> shares = shares(language);
                double[] likely = new double[signs.length];
                for (int i = 0; i < likely.length; i++) {
                    likely[i] =
                            shares.getOrDefault(signs[i], isUsualSign(signs[i]) ? SIGN : ELSEWHERE);
                }
                languages.add(likely);
            }
        }

        Charset encoding() {
            return encoding;
        }

        /**
         * How likely these bytes are, as a logarithm, in the languages of the encoding, each of
         * which has the share of the list that suits it best (by expectation maximisation).
         */
        double fit(int[] counts) {
            double[] shares = new double[languages.size()];
            Arrays.fill(shares, 1.0 / shares.length);
            double fit = 0;
            for (int step = 0; step < STEPS; step++) {
                double[] next = new double[shares.length];
                double all = 0;
                fit = 0;
                for (int i = 0x80; i < counts.length; i++) {
                    if (counts[i] > 0) {
                        double likely = likely(i, shares);
                        fit += counts[i] * Math.log(likely);
                        all += counts[i];
                        for (int k = 0; k < next.length; k++) {
                            next[k] += counts[i] * shares[k] * languages.get(k)[i] / likely;
                        }
                    }
                }
                for (int k = 0; k < next.length; k++) {
                    shares[k] = all == 0 ? shares[k] : next[k] / all;
                }
            }
            return fit;
        }

        private double likely(int letter, double[] shares) {
            double likely = 0;
            for (int k = 0; k < shares.length; k++) {
                likely += shares[k] * languages.get(k)[letter];
            }
            return likely;
        }

        /** Whether these bytes say the same in the encoding of the most lists. */
        boolean isSame(int[] counts) {
            char[] usual = LATIN.getFirst().signs;
            for (int i = 0x80; i < counts.length; i++) {
                if (counts[i] > 0 && signs[i] != usual[i]) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isUsualSign(char sign) {
            return "\u00a0‘’‚“”„–—…·«»°´ªº".indexOf(sign) >= 0;
        }

        private static Map<Character, Double> shares(String letters) {
            Map<Character, Double> shares = new HashMap<>();
            double all = 0;
            for (int i = 0; i < letters.length(); i++) {
                all += (1 + CAPITAL) / (i + 1);
            }
            for (int i = 0; i < letters.length(); i++) {
                double share = 1 / (all * (i + 1));
                String letter = letters.substring(i, i + 1);
                shares.merge(letter.charAt(0), share, Double::sum);
                shares.merge(
                        letter.toUpperCase(Locale.ROOT).charAt(0), share * CAPITAL, Double::sum);
            }
            return shares;
        }
    }
}
