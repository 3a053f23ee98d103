package studio.backline.contract.mail;

/**
 * How handing a letter over ended. {@code reply} is what the service said, for people, at most 500
 * characters of which are kept.
 */
public sealed interface MailOutcome {

    /** What the service said, or what was met instead. */
    String reply();

    /** The service has taken the letter and answers for it (RFC 5321, section 2.1). */
    record Accepted(String reply) implements MailOutcome {}

    /** Not now, for this letter: it is handed over again after a while (a reply of 4yz in SMTP). */
    record Later(String reply) implements MailOutcome {}

    /**
     * The service takes nothing at all now, and nothing of the letter was handed over: no letter is
     * tried for a while.
     *
     * @param fault what people have to look at
     */
    record Unavailable(MailFault fault, String reply) implements MailOutcome {}

    /**
     * Never, for this letter (5yz in SMTP).
     *
     * @param fault what is refused
     * @param addressGone whether nobody can be reached under the address for good: nothing more is
     *     sent there
     */
    record Refused(MailFault fault, boolean addressGone, String reply) implements MailOutcome {}

    /** The letter may have been taken, or not: its end was sent and no answer came. */
    record Unknown(String reply) implements MailOutcome {}
}
