package studio.backline.platform.outbound.wire;

import java.time.Duration;

/** When a request has to be over, all its tries together. */
public record Deadline(long nanoTime) {

    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; not below zero. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** Whether nothing is left. */
    public boolean passed() {
        return left().isZero();
    }
}
