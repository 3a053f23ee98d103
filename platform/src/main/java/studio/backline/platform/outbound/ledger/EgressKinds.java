package studio.backline.platform.outbound.ledger;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the ledger tells apart in a day. A caller that tries ever other names fills neither memory
 * nor table, and hides nothing by it: names that were refused leave the others their room, and each
 * caller has its own.
 */
final class EgressKinds {

    private static final int MOST = 20_000;
    private static final int MOST_REFUSED = 1_000;

    /** Those of a day. */
    private record Known(
            LocalDate day,
            Map<String, Set<EgressAttempt>> reached,
            Map<String, Set<EgressAttempt>> refused) {

        Known(LocalDate day) {
            this(day, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private volatile Known known = new Known(LocalDate.MIN);

    /** Whether it has a line of its own. */
    boolean isOneOf(EgressAttempt attempt, EgressSums sums, LocalDate today) {
        Known now = of(today);
        boolean refused = sums.refusals() > 0;
        Set<EgressAttempt> kinds =
                (refused ? now.refused : now.reached)
                        .computeIfAbsent(attempt.caller(), caller -> ConcurrentHashMap.newKeySet());
        return kinds.contains(attempt)
                || kinds.size() < (refused ? MOST_REFUSED : MOST) && kinds.add(attempt);
    }

    private Known of(LocalDate today) {
        Known now = known;
        if (!now.day.equals(today)) {
            now = new Known(today);
            known = now;
        }
        return now;
    }
}
