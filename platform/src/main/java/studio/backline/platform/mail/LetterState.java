package studio.backline.platform.mail;

/** Where a letter is. */
public enum LetterState {
    /** Waits to be handed over. */
    PLANNED,
    /** Is being handed over. */
    IN_FLIGHT,
    /** The mail server has it and answers for it. */
    DONE,
    /** It may have been taken or not; a person decides. */
    UNKNOWN,
    /** It is not sent, for the reason given. */
    REFUSED
}
