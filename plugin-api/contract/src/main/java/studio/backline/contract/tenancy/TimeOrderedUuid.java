package studio.backline.contract.tenancy;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of Unix time in milliseconds, then a counter of 12
 * bits that starts at random each millisecond, then 62 random bits. Ids made by one process sort in
 * the order in which they were made, also when the clock steps back. Safe for any thread.
 */
public final class TimeOrderedUuid {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;
    private static final int COUNTER_LIMIT = 1 << COUNTER_BITS;

    private static long lastMillis;
    private static int counter;

    private TimeOrderedUuid() {}

    /** A new id. */
    public static UUID next() {
        long stamp;
        synchronized (TimeOrderedUuid.class) {
            long now = System.currentTimeMillis();
            if (now > lastMillis) {
                lastMillis = now;
                // Half of the range, so that at least as much again fits into this millisecond.
                counter = RANDOM.nextInt(COUNTER_LIMIT / 2);
            } else if (++counter == COUNTER_LIMIT) {
                lastMillis++;
                counter = 0;
            }
            stamp = lastMillis << 16 | 0x7000L | counter;
        }
        long random = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(stamp, random);
    }
}
