package studio.backline.contract.consent;

/** What happened to a person's permission. All but {@link #GRANTED} tighten. */
public enum ConsentEvent {
    /** The person agreed to be written to. */
    GRANTED,
    /** The person took it back, or unsubscribed. */
    WITHDRAWN,
    /** The person objected (Art. 21 GDPR). */
    OBJECTED,
    /** The address does not work: a hard bounce. It says nothing of the person. */
    BOUNCED,
    /** The person reported a letter as spam, which is a no like any other (RFC 6449). */
    COMPLAINED;

    /** Whether the event narrows what may be done. */
    public boolean tightens() {
        return this != GRANTED;
    }
}
