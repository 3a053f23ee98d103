package studio.backline.platform.faults;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import studio.backline.platform.work.CrashPoint;

/** Dies at a place that follows from a seed: the so-manieth that is passed once it is armed. */
public final class SeededCrash implements CrashPoint {

    /** As the kernel says it of a process that was killed. */
    public static final int KILLED = 137;

    private static final int FARTHEST = 60;

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    /** Counts from now on. */
    public void arm(long seed) {
        left.set(1 + new Random(seed).nextInt(FARTHEST));
    }

    @Override
    public void passed(String step) {
        if (left.get() != Integer.MAX_VALUE && left.decrementAndGet() == 0) {
            // No hook, no finally, nothing closed: what kill -9 does.
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
