package studio.backline.platform.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Notes how far a letter has come and what the server said to each step first, since an exception
 * alone does not tell whether the server may have the letter.
 */
final class WatchedTransport extends SMTPTransport {

    private final boolean tlsRequired;
    private Phase phase = Phase.OPENING;
    private Reply reply = Reply.NONE;
    private boolean encrypted;
    private boolean withoutTls;

    WatchedTransport(Session session, boolean tlsRequired) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.tlsRequired = tlsRequired;
    }

    Phase phase() {
        return phase;
    }

    /** What was said first in this phase; nothing yet where the end of a letter was written. */
    Reply reply() {
        return reply;
    }

    /** Whether the server did not offer TLS, which it has to. */
    boolean isWithoutTls() {
        return withoutTls;
    }

    void ready() {
        enter(Phase.READY);
    }

    private void enter(Phase next) {
        phase = next;
        reply = Reply.NONE;
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        enter(Phase.GREETED);
        boolean answered = super.ehlo(domain);
        withoutTls = tlsRequired && !encrypted && answered && !supportsExtension("STARTTLS");
        return answered;
    }

    @Override
    protected void startTLS() throws MessagingException {
        super.startTLS();
        encrypted = true;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        enter(Phase.SENDER);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        enter(Phase.RECIPIENT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        enter(Phase.CONTENT);
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        enter(Phase.ENDING);
        super.finishData();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        boolean latest = phase.compareTo(Phase.READY) < 0;
        if ((latest || reply.isNone()) && code > 0) {
            reply = new Reply(code, getLastServerResponse().strip());
        }
        return code;
    }
}
