package studio.backline.platform.work;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: doubling, with up to a quarter more by chance, so that what
 * failed together does not come back together.
 *
 * @param first after the first failure
 * @param longest at most, before chance
 * @param tries after so many failures it is given up
 */
public record Backoff(Duration first, Duration longest, int tries, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 30;

    /**
     * The time to wait; empty where it is given up.
     *
     * @param failures so far, 1 or more
     */
    public Optional<Duration> after(int failures) {
        if (failures >= tries) {
            return Optional.empty();
        }
        long millis = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long bounded = Math.min(millis, longest.toMillis());
        return Optional.of(Duration.ofMillis(bounded + random.nextLong(bounded / 4 + 1)));
    }
}
