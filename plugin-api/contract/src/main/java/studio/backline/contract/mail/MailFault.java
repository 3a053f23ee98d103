package studio.backline.contract.mail;

/** What keeps letters from being taken; each has a text for people on the mail screen. */
public enum MailFault {
    /** The name of the server leads to no address. */
    NAME_UNKNOWN,
    /** The house does not reach that address. */
    NOT_ALLOWED,
    /** The server takes no connection at this port. */
    PORT_CLOSED,
    /** Nothing answers at this port, or too late. */
    NO_ANSWER,
    /** What answers speaks something else, or TLS in another way than is set. */
    NOT_A_MAIL_SERVER,
    /** The server offers no TLS, and it is not on this machine. */
    NO_TLS,
    /** The certificate is not believed: its issuer, its time. */
    CERTIFICATE,
    /** The certificate is another name's. */
    CERTIFICATE_NAME,
    /** Name or password is refused, or none was given and one is wanted. */
    SIGN_IN,
    /** Letters from this address are not taken. */
    SENDER,
    /** Letters to this address are not taken. */
    RECIPIENT,
    /** The letter itself is not taken. */
    CONTENT,
    /** The server asks to come again later. */
    BUSY,
    /** The connection broke off. */
    BROKEN,
    /** Whoever should hand letters over is not there: the plugin is off, or nothing is set. */
    NO_TRANSPORT
}
