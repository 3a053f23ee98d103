package studio.backline.platform.resealing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the sealing anew has come, on this node.
 *
 * @param atWork whether it is at it now
 * @param sealedAnew values since the server's start
 * @param endedAt when the last look at everything ended; empty where there was none yet
 * @param foundUnder values that the last look found under former keys, by key id; nothing of a key
 *     that sealed none of them
 * @param hindered why the last look cannot say that it has seen everything; empty where it can
 */
public record ResealReport(
        boolean atWork,
        long sealedAnew,
        Optional<Instant> endedAt,
        Map<String, Long> foundUnder,
        List<String> hindered) {

    /** Copies. */
    public ResealReport {
        foundUnder = Map.copyOf(foundUnder);
        hindered = List.copyOf(hindered);
    }
}
