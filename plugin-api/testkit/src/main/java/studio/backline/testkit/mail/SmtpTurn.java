package studio.backline.testkit.mail;

/** What a {@link FakeSmtpServer} does with one letter. */
public enum SmtpTurn {
    /** Takes it: 250. */
    TAKE,
    /** Refuses the sender for good: 550 5.7.1. */
    REFUSE_SENDER,
    /** Refuses the recipient for now: 451 4.7.1, as greylisting does. */
    RECIPIENT_LATER,
    /** Refuses the recipient, who is not there any more: 550 5.1.1. */
    RECIPIENT_GONE,
    /** Refuses the recipient as a matter of policy: 550 5.7.1. */
    RECIPIENT_REFUSED,
    /** Refuses the letter once it has it: 554 5.6.0. */
    REFUSE_CONTENT,
    /** Has no room for it once it has it: 452 4.3.1. */
    CONTENT_LATER,
    /** Closes the service at MAIL FROM: 421, and goes. */
    CLOSE_SERVICE,
    /** Says nothing to MAIL FROM, on a connection that stays open. */
    SILENT,
    /** Goes in the middle of the letter. */
    CUT_IN_CONTENT,
    /** Takes it, and goes before it says so. */
    CUT_AFTER_END,
    /** Loses it: goes after the end without having kept it. */
    LOSE_AFTER_END,
    /** Takes it, and says nothing more on a connection that stays open. */
    SILENT_AFTER_END,
    /** Says yes after half a second, to each step. */
    SLOW
}
