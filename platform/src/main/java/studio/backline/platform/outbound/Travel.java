package studio.backline.platform.outbound;

import java.time.Duration;
import java.util.Optional;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.outbound.ledger.EgressAttempt;
import studio.backline.platform.outbound.ledger.EgressCount;
import studio.backline.platform.outbound.ledger.EgressLedger;
import studio.backline.platform.outbound.wire.Wire;

/** What all callers have in common on their way. */
record Travel(Wire wire, Retries retries, EgressLedger ledger, CurrentCaller current, Pause pause) {

    Optional<WorkspaceId> workspace() {
        return current.find().map(Caller::workspace);
    }

    EgressCount count(String caller, String host, String purpose) {
        return ledger.count(new EgressAttempt(caller, workspace(), host, purpose));
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {

        void of(Duration time) throws InterruptedException;
    }
}
