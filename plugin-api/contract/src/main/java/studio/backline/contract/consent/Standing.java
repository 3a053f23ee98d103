package studio.backline.contract.consent;

import java.time.Instant;

/**
 * How things stand for a subject and a channel, or for an address. A subject stands as bounced only
 * where an old entry does not say which address bounced.
 *
 * @param state the strictest of what the ledger holds
 * @param since when that began
 * @param source where it comes from
 */
public record Standing(State state, Instant since, String source) {

    /** The stricter of both; this one where they are equally strict. */
    public Standing stricter(Standing other) {
        return other.state.compareTo(state) < 0 ? other : this;
    }

    /** From most to least restricted. */
    public enum State {
        OBJECTED,
        COMPLAINED,
        WITHDRAWN,
        BOUNCED,
        GRANTED
    }
}
