package studio.backline.platform.health.door;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import studio.backline.platform.encryption.Hmac;
import studio.backline.platform.encryption.SecureTokens;

/**
 * Visits that the house pays to itself. Each has a token that any node of the house takes, since a
 * proxy sends the visitor to whichever it likes; each node takes it once, and not for long.
 */
final class Visits {

    /** The header that carries the token. */
    static final String HEADER = "X-Backline-Visit";

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final HexFormat HEX = HexFormat.of();
    private static final int END_DIGITS = 16;
    private static final int NONCE_DIGITS = 43;

    private final Map<String, Instant> taken = new ConcurrentHashMap<>();
    private final byte[] key;
    private final Clock clock;

    /**
     * @param key that all nodes have, and nobody else
     */
    Visits(byte[] key, Clock clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /** A token for one visit: when it ends, what makes it different, and the proof of both. */
    String await() {
        String said =
                HEX.toHexDigits(clock.instant().plus(LONGEST).toEpochMilli())
                        + SecureTokens.token();
        return said + proof(said);
    }

    /** Whether somebody with this token is awaited; here nobody is from now on. */
    boolean take(String token) {
        Instant now = clock.instant();
        taken.values().removeIf(end -> end.isBefore(now));
        if (token.length() <= END_DIGITS + NONCE_DIGITS) {
            return false;
        }
        String said = token.substring(0, END_DIGITS + NONCE_DIGITS);
        if (!SecureTokens.same(token, said + proof(said))) {
            return false;
        }
        Instant end = Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(said, 0, END_DIGITS));
        return !end.isBefore(now) && taken.putIfAbsent(said, end) == null;
    }

    private String proof(String said) {
        byte[] mac = Hmac.sha256(key, said.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
