package studio.backline.plugins.crm.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;

/** Tells encoding and separator from a file's beginning, and what is no CSV at all. */
final class CsvSniffer {

    /** The line above all others in which Excel names the separator. */
    static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=([,;|\\t])\"?(?:\\r\\n|\\n|\\r|$)", Pattern.CASE_INSENSITIVE);

    private static final List<String> PACKED =
            List.of(
                    "504b0304",
                    "504b0506",
                    "1f8b",
                    "d0cf11e0",
                    "377abcaf",
                    "52617221",
                    "fd377a58",
                    "425a6839314159",
                    "28b52ffd",
                    "04224d18");
    private static final List<String> OTHER =
            List.of("25504446", "89504e47", "ffd8ff", "7b5c727466", "53514c69746520");

    // The marks of UTF-32 first: one of them begins as one of UTF-16 does.
    private static final List<Map.Entry<String, Charset>> MARKS =
            List.of(
                    Map.entry("fffe0000", StandardCharsets.UTF_32LE),
                    Map.entry("0000feff", StandardCharsets.UTF_32BE),
                    Map.entry("fffe", StandardCharsets.UTF_16LE),
                    Map.entry("feff", StandardCharsets.UTF_16BE),
                    Map.entry("efbbbf", StandardCharsets.UTF_8));

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final Pattern MARKUP =
            Pattern.compile(
                    "<(\\?xml|!doctype|!--|[a-z][a-z0-9:-]*[\\s/>])", Pattern.CASE_INSENSITIVE);
    private static final Pattern OBJECTS = Pattern.compile("[\\[{]\\s*[\"\\[{}\\]]");
    private static final int ROWS = 50;

    /** Signs that are no text and may have got into a list by mistake. */
    private static final int STRAY = 4;

    private CsvSniffer() {}

    /**
     * @param head the first bytes
     * @param size of the whole file
     * @param unmarked the encoding where no mark and no pattern of bytes tells it
     */
    static CsvShape sniff(byte[] head, long size, Charset unmarked) throws BrokenFileException {
        if (size == 0) {
            throw new BrokenFileException(Fault.EMPTY, 0);
        }
        refuse(head, PACKED, Fault.PACKED);
        refuse(head, OTHER, Fault.BINARY);
        Charset encoding = encoding(head, unmarked);
        String text = decoded(head, encoding);
        String begin = text.stripLeading();
        if (begin.regionMatches(true, 0, "BEGIN:VCARD", 0, 11)) {
            throw new BrokenFileException(Fault.CARDS, 0);
        }
        if (MARKUP.matcher(begin).lookingAt()) {
            throw new BrokenFileException(Fault.MARKUP, 0);
        }
        if (OBJECTS.matcher(begin).lookingAt()) {
            throw new BrokenFileException(Fault.OBJECTS, 0);
        }
        if (text.isBlank()) {
            throw new BrokenFileException(Fault.EMPTY, 0);
        }
        return new CsvShape(encoding, separator(text));
    }

    private static void refuse(byte[] head, List<String> beginnings, Fault fault)
            throws BrokenFileException {
        String begin = HexFormat.of().formatHex(head, 0, Math.min(head.length, 8));
        if (beginnings.stream().anyMatch(begin::startsWith)) {
            throw new BrokenFileException(fault, 0);
        }
    }

    private static Charset encoding(byte[] head, Charset unmarked) throws BrokenFileException {
        String begin = HexFormat.of().formatHex(head, 0, Math.min(head.length, 4));
        for (Map.Entry<String, Charset> mark : MARKS) {
            if (begin.startsWith(mark.getKey())) {
                return mark.getValue();
            }
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                even += 1 - i % 2;
                odd += i % 2;
            }
        }
        if (even + odd == 0) {
            return unmarked;
        }
        return withoutMark(even, odd, head.length);
    }

    // Text in UTF-16 without a mark: separators and line ends have a zero byte on one side always.
    private static Charset withoutMark(int even, int odd, int length) throws BrokenFileException {
        int least = length / 20;
        if (odd > least && even <= odd / 50) {
            return StandardCharsets.UTF_16LE;
        }
        if (even > least && odd <= even / 50) {
            return StandardCharsets.UTF_16BE;
        }
        // A stray NUL or two is a faulty row; many are no text.
        if (even + odd > Math.max(4, length / 200)) {
            throw new BrokenFileException(Fault.BINARY, 0);
        }
        return StandardCharsets.UTF_8;
    }

    private static String decoded(byte[] head, Charset encoding) throws BrokenFileException {
        try {
            String text =
                    encoding.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE)
                            .decode(ByteBuffer.wrap(head))
                            .toString();
            String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
            long controls =
                    unmarked.chars().filter(c -> c < ' ' && !Character.isWhitespace(c)).count();
            if (controls > Math.max(STRAY, unmarked.length() / 20)) {
                throw new BrokenFileException(Fault.BINARY, 0);
            }
            return unmarked;
        } catch (CharacterCodingException replaced) {
            throw new IllegalStateException(replaced);
        }
    }

    /**
     * The separator that the file names, or the one that cuts the first rows into the same number
     * of cells, and into most.
     */
    private static char separator(String text) {
        Matcher named = SEPARATOR_LINE.matcher(text);
        if (named.lookingAt()) {
            return named.group(1).charAt(0);
        }
        char best = ',';
        long bestScore = 0;
        for (char separator : SEPARATORS) {
            long score = score(text, separator);
            if (score > bestScore) {
                best = separator;
                bestScore = score;
            }
        }
        return best;
    }

    /** By the first row; where a title stands alone above it, by what most rows have. */
    private static long score(String text, char separator) {
        List<Integer> counts = counts(text, separator);
        int first = counts.isEmpty() ? 0 : counts.getFirst();
        if (first == 0) {
            first =
                    counts.stream()
                            .filter(each -> Collections.frequency(counts, each) * 2 > counts.size())
                            .findFirst()
                            .orElse(0);
        }
        return first == 0
                ? 0
                : 1_000L * (Collections.frequency(counts, first) + 1) / (counts.size() + 1) + first;
    }

    /** How many separators there are in each of the first rows that are not blank. */
    private static List<Integer> counts(String text, char separator) {
        List<Integer> counts = new ArrayList<>();
        int count = 0;
        boolean blank = true;
        boolean quoted = false;
        for (int i = 0; i < text.length() && counts.size() < ROWS; i++) {
            char c = text.charAt(i);
            if ((c == '\n' || c == '\r') && !quoted) {
                if (!blank) {
                    counts.add(count);
                }
                count = 0;
                blank = true;
                continue;
            }
            blank &= Character.isWhitespace(c) && c != separator;
            quoted ^= c == '"';
            count += c == separator && !quoted ? 1 : 0;
        }
        if (counts.isEmpty() && !blank) {
            counts.add(count);
        }
        return counts;
    }
}
