package studio.backline.platform.faults;

import java.util.Random;
import studio.backline.platform.work.CrashPoint;
import studio.backline.testkit.fault.MortalProcess;

/** Dies at a place that follows from a seed: the so-manieth that is passed once it is armed. */
public final class SeededCrash implements CrashPoint {

    private static final int FARTHEST = 60;

    private final MortalProcess.Countdown countdown = new MortalProcess.Countdown();

    /** Counts from now on. */
    public void arm(long seed) {
        countdown.set(1 + new Random(seed).nextInt(FARTHEST));
    }

    @Override
    public void passed(String step) {
        countdown.passed();
    }
}
