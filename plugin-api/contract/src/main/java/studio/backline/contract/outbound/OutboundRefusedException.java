package studio.backline.contract.outbound;

/** The house does not let a request out; nothing was sent. The message says which rule, and why. */
public final class OutboundRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;

    /**
     * @param message for people: what was refused and what to do
     */
    public OutboundRefusedException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** Which rule said no. */
    public Rule rule() {
        return rule;
    }

    /** The rules, in the order in which they are asked. */
    public enum Rule {
        /** The address is not written as one should be. */
        MALFORMED,
        /** Neither https, nor an origin that the operator entered. */
        NOT_ENCRYPTED,
        /** Not among the hosts that the caller declared. */
        HOST_NOT_DECLARED,
        /** A gate of the house is shut: consent, purpose, notice period, or sending is paused. */
        GATE_SHUT,
        /** The name leads to an address that is not a public one. */
        PRIVATE_ADDRESS,
        /** The answer sends to another host. */
        REDIRECT_TO_OTHER_HOST
    }
}
