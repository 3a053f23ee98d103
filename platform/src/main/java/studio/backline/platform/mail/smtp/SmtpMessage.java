package studio.backline.platform.mail.smtp;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.platform.mail.bounce.MessageIds;

/** A letter as a message (RFC 5322, 2045 and 2046) with both of its parts. */
final class SmtpMessage extends SMTPMessage {

    private final String id;

    private SmtpMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    /**
     * Of a letter.
     *
     * @param reports whether the server reports by RFC 3461, and can be told how to name it then
     */
    static MimeMessage of(Session session, OutgoingMail mail, boolean reports)
            throws MessagingException {
        SmtpMessage message = new SmtpMessage(session, mail.messageId());
        message.setFrom(SmtpConnection.address(mail.from(), mail.fromName()));
        message.setRecipient(Message.RecipientType.TO, SmtpConnection.address(mail.to(), ""));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(new Date());
        // RFC 3834: nobody's holiday note answers it.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(mail.text(), "plain"));
        parts.addBodyPart(part(mail.html(), "html"));
        message.setContent(parts);
        message.saveChanges();
        if (reports) {
            MessageIds.letter(mail.messageId())
                    .map(MessageIds::envelope)
                    .ifPresent(name -> message.setMailExtension("ENVID=" + name));
        }
        return message;
    }

    private static MimeBodyPart part(String content, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, "UTF-8", kind);
        return part;
    }

    /** Else the library makes one of the time and this machine's user. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
