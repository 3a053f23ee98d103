package studio.backline.platform.mail.smtp;

/** How far a connection and the letter on it have come. */
enum Phase {
    /** Before the server's greeting. */
    OPENING,
    /** Greeted; names, TLS, sign-in. */
    GREETED,
    /** Signed in, and nothing is on its way. */
    READY,
    /** Asked whether letters of this sender are taken. */
    SENDER,
    /** Asked whether letters to this recipient are taken. */
    RECIPIENT,
    /** Asked to begin, and writing. */
    CONTENT,
    /** The end was written: from here on the server may have the letter. */
    ENDING
}
