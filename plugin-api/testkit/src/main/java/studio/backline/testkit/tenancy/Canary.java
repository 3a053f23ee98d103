package studio.backline.testkit.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A word that stands in one workspace and nowhere else.
 *
 * @param word ten letters and digits, short enough for a column of twelve characters
 */
public record Canary(String word) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** Another one. */
    static Canary next() {
        StringBuilder word = new StringBuilder("cnry");
        RANDOM.ints(6, 0, DIGITS.length()).forEach(digit -> word.append(DIGITS.charAt(digit)));
        return new Canary(word.toString());
    }

    /** Whether a text holds it: as it is, in hexadecimal digits or in Base64. */
    public boolean isIn(String text) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        String sixes = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return List.of(word, HexFormat.of().formatHex(bytes), sixes.substring(0, 12)).stream()
                .anyMatch(text::contains);
    }
}
