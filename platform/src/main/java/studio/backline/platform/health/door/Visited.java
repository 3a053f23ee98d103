package studio.backline.platform.health.door;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a visit to the house's own address ended.
 *
 * @param report what arrived, where this server answered
 * @param status of the answer; 0 where there was none, −1 where the house did not set out
 * @param why there was none, in a sentence; empty where there was
 * @param date the clock of whoever answered, as its header says
 */
record Visited(@Nullable VisitReport report, int status, String why, Optional<String> date) {

    static Visited here(VisitReport report, Optional<String> date) {
        return new Visited(report, 200, "", date);
    }

    static Visited elsewhere(int status) {
        return new Visited(null, status, "", Optional.empty());
    }

    static Visited notLetOut(String why) {
        return new Visited(null, -1, why, Optional.empty());
    }

    static Visited nowhere(String why) {
        return new Visited(null, 0, why, Optional.empty());
    }
}
