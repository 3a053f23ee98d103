package studio.backline.plugins.crm.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;

/** Tells encoding and separator from a file's beginning, and what is no CSV at all. */
final class CsvSniffer {

    static final Charset WINDOWS = Charset.forName("windows-1252");

    /** The line above all others in which Excel names the separator. */
    static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=([,;|\\t])\"?(?:\\r\\n|\\n|\\r|$)", Pattern.CASE_INSENSITIVE);

    private static final List<String> PACKED =
            List.of("504b0304", "504b0506", "1f8b", "d0cf11e0", "377abcaf", "52617221", "fd377a58");
    private static final List<String> OTHER =
            List.of("25504446", "89504e47", "ffd8ff", "7b5c727466", "53514c69746520");
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

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
        if (text.stripLeading().regionMatches(true, 0, "BEGIN:VCARD", 0, 11)) {
            throw new BrokenFileException(Fault.CARDS, 0);
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
        int first = head.length > 0 ? head[0] & 0xff : 0;
        int second = head.length > 1 ? head[1] & 0xff : 0;
        if (first == 0xff && second == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xfe && second == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        if (HexFormat.of().formatHex(head, 0, Math.min(head.length, 3)).equals("efbbbf")) {
            return StandardCharsets.UTF_8;
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
            if (controls > Math.max(64, unmarked.length() / 20)) {
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

    private static long score(String text, char separator) {
        int rows = 0;
        int alike = 0;
        int first = -1;
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && rows < 50; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                count++;
            } else if (c == '\n' && !quoted) {
                first = first < 0 ? count : first;
                alike += count == first ? 1 : 0;
                rows++;
                count = 0;
            }
        }
        first = first < 0 ? count : first;
        return first <= 0 ? 0 : 1_000L * (alike + 1) / (rows + 1) + first;
    }
}
