package studio.backline.contract.mail;

/**
 * Hands letters to a service that delivers them. A bean of the plugin's context, one at most; an
 * operator chooses it on the mail screen in place of an SMTP server.
 *
 * <p>Called on a thread of the host with the plugin's class loader as context class loader, for the
 * instance and in no workspace, outside any transaction, by several threads at once. The letter is
 * noted as in flight before the call and as what the answer says after it; where the server is
 * killed in between, nobody knows, and the letter is not handed over again by itself.
 */
@FunctionalInterface
public interface MailTransport {

    /**
     * Hands one letter over and says how that ended. It takes two minutes at most: after that its
     * thread is interrupted, and the letter counts as {@link MailOutcome.Unknown}. The same is so
     * of a letter for which it throws anything.
     *
     * <p>A service that knows idempotency keys is given {@link OutgoingMail#messageId()}, which
     * stays the same each time a letter is handed over.
     */
    MailOutcome send(OutgoingMail mail);
}
