package studio.backline.server;

import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of what is tried alike at several points: one of them by a seed, which is logged and which {@code
 * -Dbackline.seed} gives again; all of them in the soak.
 */
final class Sample {

    private static final Logger LOG = LoggerFactory.getLogger(Sample.class);
    private static final int SEEDS = 1_000_000;

    private Sample() {}

    static <T> List<T> of(List<T> points) {
        if (Boolean.getBoolean("backline.soak")) {
            return points;
        }
        long seed = Long.getLong("backline.seed", RandomGenerator.getDefault().nextInt(SEEDS));
        T point = points.get(Math.floorMod(seed, points.size()));
        LOG.info("Of {} the seed {} takes {} (-Dbackline.seed={})", points, seed, point, seed);
        return List.of(point);
    }
}
