package studio.backline.platform.outbound.ledger;

import java.util.Optional;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Somebody is about to send a request.
 *
 * @param caller a plugin's id, or the name of a part of the core, which has a dot in it
 * @param workspace in whose name; empty for the instance's own
 * @param host name or address
 * @param purpose as the request says
 */
public record EgressAttempt(
        String caller, Optional<WorkspaceId> workspace, String host, String purpose) {}
