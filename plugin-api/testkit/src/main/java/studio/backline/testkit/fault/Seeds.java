package studio.backline.testkit.fault;

import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seeds of a run. How many there are says the test, few for each build; in the soak ({@code
 * -Dbackline.soak=true}) there are 200, and {@code -Dbackline.seeds} names another number. The
 * first is by chance or {@code -Dbackline.seed}. Where one fails, its message names it and how to
 * run it alone.
 *
 * @param first the first; the others follow it one by one
 * @param count how many, 1 or more
 */
public record Seeds(long first, int count) {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);
    private static final long SEEDS = 1_000_000;
    private static final int SOAK = 200;

    /**
     * Of this run.
     *
     * @param sample how many where nobody says otherwise
     */
    public static Seeds ofThisRun(int sample) {
        int usual = Boolean.getBoolean("backline.soak") ? SOAK : sample;
        return new Seeds(
                Long.getLong("backline.seed", RandomGenerator.getDefault().nextLong(SEEDS)),
                Integer.getInteger("backline.seeds", usual));
    }

    /** What is done with one of them. */
    @FunctionalInterface
    public interface Trial {

        /** Does it; whatever it throws ends the run. */
        void with(long seed) throws Exception;
    }

    /** Tries each, one after the other. */
    public void each(Trial trial) {
        for (long seed = first; seed < first + count; seed++) {
            LOG.info("Seed {} ({} to {})", seed, first, first + count - 1);
            try {
                trial.with(seed);
            } catch (Exception | AssertionError failed) {
                throw new AssertionError(
                        "Seed %d failed. Alone: -Dbackline.seed=%d -Dbackline.seeds=1"
                                .formatted(seed, seed),
                        failed);
            }
        }
    }
}
