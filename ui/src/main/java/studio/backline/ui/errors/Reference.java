package studio.backline.ui.errors;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** Numbers that lead from a screen to a line of the log. */
final class Reference {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 4;

    private Reference() {}

    static String next() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random).toUpperCase(Locale.ROOT);
    }
}
