package studio.backline.ui.text;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where a session came from: what is kept of an address, as one reads addresses. */
public final class Network {

    private static final Pattern FOUR = Pattern.compile("[0-9a-f]{6}");
    private static final Pattern SIX = Pattern.compile("([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})");

    private Network() {}

    /** Its beginning; anything else is given as it is. */
    public static String called(String kept) {
        if (FOUR.matcher(kept).matches()) {
            byte[] bytes = HexFormat.of().parseHex(kept);
            return IntStream.range(0, bytes.length)
                    .mapToObj(i -> String.valueOf(Byte.toUnsignedInt(bytes[i])))
                    .collect(Collectors.joining(".", "", ".*"));
        }
        Matcher six = SIX.matcher(kept);
        return six.matches() ? six.replaceFirst("$1:$2:$3:*") : kept;
    }
}
