package studio.backline.platform.outbound;

import java.util.Optional;
import studio.backline.platform.outbound.ledger.EgressAttempt;

/**
 * Asked before each request leaves, after the host was found among the caller's own. All gates must
 * be open.
 */
@FunctionalInterface
public interface EgressGate {

    /** Why it is shut, as a sentence for people; empty when it is open. */
    Optional<String> shut(EgressAttempt attempt);
}
