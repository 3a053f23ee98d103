package studio.backline.platform.checkpoints;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a chain without walking it again.
 *
 * @param entries how many it has
 * @param since when its first was written; empty where there is none
 * @param checkedAt when it was walked last
 * @param brokenAt the first entry that did not fit then
 * @param last the newest checkpoint
 */
public record Standing(
        long entries,
        Optional<Instant> since,
        Optional<Instant> checkedAt,
        OptionalLong brokenAt,
        Optional<Kept> last) {

    /**
     * A checkpoint that the house keeps.
     *
     * @param note as it is handed out, signed
     */
    public record Kept(long size, Instant at, String note) {}
}
