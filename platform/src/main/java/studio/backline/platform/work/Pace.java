package studio.backline.platform.work;

import java.time.Duration;

/**
 * How often work that is being done is looked after.
 *
 * @param beat from one look to the next
 */
public record Pace(Duration beat) {

    /** How long work belongs to a worker that is not heard of: some beats may fail. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    /**
     * How long what is under way may take to end when the server stops; rows say what is left. A
     * little less than a phase of a shutdown has.
     */
    public static final Duration STOP = Duration.ofMillis(1_800);

    static final Pace USUAL = new Pace(Duration.ofSeconds(10));
}
