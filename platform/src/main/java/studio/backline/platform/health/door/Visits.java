package studio.backline.platform.health.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import studio.backline.platform.encryption.SecureTokens;

/** Visits that the house pays to itself: each has a token that is good once, and not for long. */
final class Visits {

    /** The header that carries the token. */
    static final String HEADER = "X-Backline-Visit";

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 100;

    private final Map<String, Instant> awaited = new ConcurrentHashMap<>();
    private final Clock clock;

    Visits(Clock clock) {
        this.clock = clock;
    }

    /** A token for one visit. */
    String await() {
        Instant now = clock.instant();
        awaited.values().removeIf(end -> end.isBefore(now));
        if (awaited.size() >= MOST) {
            awaited.clear();
        }
        String token = SecureTokens.token();
        awaited.put(token, now.plus(LONGEST));
        return token;
    }

    /** Whether somebody with this token was awaited; from now on nobody is. */
    boolean take(String token) {
        Instant end = awaited.remove(token);
        return end != null && !end.isBefore(clock.instant());
    }
}
