package studio.backline.platform.work;

import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What work may meet with: chance, and crashes. In a test both follow from a seed. */
@Component
public class Contingency {

    private final RandomGenerator random;
    private final CrashPoint crash;

    Contingency(ObjectProvider<RandomGenerator> random, ObjectProvider<CrashPoint> crash) {
        this.random = random.getIfAvailable(RandomGenerator::getDefault);
        this.crash = crash.getIfAvailable(() -> step -> {});
    }

    /** Chance. */
    public RandomGenerator random() {
        return random;
    }

    /** A place at which a server may die. */
    public void passed(String step) {
        crash.passed(step);
    }
}
