package studio.backline.testkit.fault;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Something that befalls a server while it works. */
public sealed interface Fault {

    /**
     * The process is killed at a crash point of the core ({@code Contingency.passed}).
     *
     * @param step the crash point's name
     * @param times the so-manieth time that it is passed, from 1
     */
    record KilledAt(String step, int times) implements Fault {}

    /**
     * The process is killed.
     *
     * @param after so long after the work was begun
     */
    record KilledAfter(Duration after) implements Fault {}

    /**
     * The process stands still (SIGSTOP) and goes on, as a virtual machine does that is moved.
     *
     * @param after so long after the work was begun
     * @param time so long
     */
    record Frozen(Duration after, Duration time) implements Fault {}

    /**
     * The database is stopped at once, requests or not, and started again.
     *
     * @param after so long after the work was begun
     * @param time so long it is away
     */
    record DatabaseRestarted(Duration after, Duration time) implements Fault {}

    /**
     * The database's clock, by which work is planned, jumps.
     *
     * @param after so long after the work was begun
     * @param by how far, back where it is negative; then it is later that hour again
     */
    record ClockJumped(Duration after, Duration by) implements Fault {}

    /**
     * One of all kinds.
     *
     * @param steps names of crash points that the work passes
     */
    static Fault of(RandomGenerator random, List<String> steps) {
        Duration after = Duration.ofMillis(random.nextInt(1_500));
        return switch (random.nextInt(8)) {
            case 0 -> new KilledAfter(after);
            case 1 -> new Frozen(after, Duration.ofMillis(500 + random.nextInt(2_000)));
            case 2 -> new DatabaseRestarted(after, Duration.ofMillis(random.nextInt(2_000)));
            case 3 -> new ClockJumped(after, Duration.ofHours(random.nextBoolean() ? 1 : -1));
            default -> new KilledAt(steps.get(random.nextInt(steps.size())), 1 + random.nextInt(5));
        };
    }
}
