package studio.backline.platform.audit;

import java.util.OptionalLong;

/**
 * What a walk along a chain found.
 *
 * @param entries entries seen, up to the first that does not fit
 * @param deleted those whose payload was deleted, which is no fault
 * @param brokenAt number of the first entry that was changed, moved or lost its predecessor
 * @param clockBack entries with an earlier time than the one before them, as where the server's
 *     clock was set back; no fault, since their order is not their time
 */
public record AuditCheck(long entries, long deleted, OptionalLong brokenAt, long clockBack) {

    /** Whether every entry fits. */
    public boolean isWhole() {
        return brokenAt.isEmpty();
    }
}
