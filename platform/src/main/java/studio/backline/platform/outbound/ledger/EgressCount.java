package studio.backline.platform.outbound.ledger;

import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.wire.Traffic;

/** Counts what one attempt does into the ledger. */
public final class EgressCount implements Traffic {

    private final EgressLedger ledger;
    private final EgressAttempt attempt;

    EgressCount(EgressLedger ledger, EgressAttempt attempt) {
        this.ledger = ledger;
        this.attempt = attempt;
    }

    /** It came back with an answer. */
    public void answered() {
        ledger.add(attempt, new EgressSums(1, 0, 0, 0, 0));
    }

    /** It was not let out, by this rule. */
    public void refused(Rule rule) {
        ledger.refuse(attempt, rule);
    }

    /** Nothing came back. */
    public void failed() {
        ledger.add(attempt, new EgressSums(0, 0, 1, 0, 0));
    }

    @Override
    public void sent(long bytes) {
        ledger.add(attempt, new EgressSums(0, 0, 0, bytes, 0));
    }

    @Override
    public void received(long bytes) {
        ledger.add(attempt, new EgressSums(0, 0, 0, 0, bytes));
    }
}
