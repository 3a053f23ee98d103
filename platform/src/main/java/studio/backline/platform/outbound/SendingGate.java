package studio.backline.platform.outbound;

import java.util.Optional;
import org.springframework.stereotype.Component;
import studio.backline.platform.outbound.ledger.EgressAttempt;
import studio.backline.platform.work.Sending;

/**
 * Shut while sending is paused, for a plugin's call whoever asked for it: a call that refreshes a
 * token would already take it from the instance that a backup was made of.
 */
@Component
class SendingGate implements EgressGate {

    /** Begins the names of callers of the core that send to nobody; no plugin's id has a dot. */
    static final String OF_THE_HOUSE = "core.";

    private final Sending sending;

    SendingGate(Sending sending) {
        this.sending = sending;
    }

    @Override
    public Optional<String> shut(EgressAttempt attempt) {
        if (attempt.caller().startsWith(OF_THE_HOUSE) || !sending.isPaused()) {
            return Optional.empty();
        }
        return Optional.of(
                "Sending is paused on this server, so %s was not called. The operator lets it go on under Settings, or with: bin/backline sending resume"
                        .formatted(attempt.host()));
    }
}
