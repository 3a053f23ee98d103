package studio.backline.platform.mail.smtp;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.outbound.SocketRoute;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/** A signed-in connection to a mail server. One thread at a time. */
final class SmtpConnection {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);

    private final SocketRoute route;
    private final SmtpTimes times;
    private final Session session;
    private final WatchedTransport transport;
    private long idleSince;

    private SmtpConnection(
            SocketRoute route, SmtpTimes times, Session session, WatchedTransport transport) {
        this.route = route;
        this.times = times;
        this.session = session;
        this.transport = transport;
    }

    /** Did not come about; says why. */
    static final class NoConnectionException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient MailOutcome.Unavailable why;

        NoConnectionException(MailOutcome.Unavailable why, Exception cause) {
            super(why.fault().name(), cause);
            this.why = why;
        }

        MailOutcome.Unavailable why() {
            return why;
        }
    }

    /**
     * Opens one and signs in.
     *
     * @param greeting the name that this server gives itself
     * @param letters whether addresses may have letters beyond ASCII (RFC 6531)
     */
    static SmtpConnection open(
            OutboundSockets sockets,
            SmtpTimes times,
            SmtpServer server,
            String greeting,
            boolean letters)
            throws NoConnectionException {
        SocketRoute route;
        try {
            route = sockets.route("house.mail", server.name(), server.tls(), "outgoing-mail");
        } catch (OutboundRefusedException e) {
            throw new NoConnectionException(
                    new MailOutcome.Unavailable(
                            MailFault.NOT_ALLOWED, String.valueOf(e.getMessage())),
                    e);
        }
        Session session =
                Session.getInstance(SmtpSettings.of(server, route, times, greeting, letters));
        WatchedTransport transport =
                new WatchedTransport(session, server.tls() == TlsMode.STARTTLS);
        try {
            route.within(
                    times.opening(),
                    () -> {
                        connect(transport, server);
                        return transport;
                    });
        } catch (Exception e) {
            route.cut();
            throw new NoConnectionException(Verdict.ofConnection(transport, e), e);
        }
        transport.ready();
        return new SmtpConnection(route, times, session, transport);
    }

    private static void connect(WatchedTransport transport, SmtpServer server)
            throws MessagingException {
        // Without a user nothing is signed in; the library would else ask the machine for one.
        boolean signsIn = !server.user().isEmpty();
        transport.connect(
                server.name().host(),
                server.name().port(),
                server.user(),
                signsIn ? server.password().reveal() : null);
    }

    /** Hands a letter over. */
    MailOutcome send(OutgoingMail mail) {
        try {
            route.within(times.letter(), () -> RememberedParts.using(() -> handOver(mail)));
            MailOutcome taken = new MailOutcome.Accepted(transport.getLastServerResponse().strip());
            transport.ready();
            return taken;
        } catch (Exception e) {
            log.debug("A letter was not plainly taken.", e);
            MailOutcome outcome = Verdict.ofLetter(transport.phase(), transport.reply(), e);
            if (outcome instanceof MailOutcome.Later || outcome instanceof MailOutcome.Refused) {
                transport.ready();
            } else {
                route.cut();
            }
            return outcome;
        }
    }

    private MimeMessage handOver(OutgoingMail mail) throws MessagingException {
        MimeMessage message = SmtpMessage.of(session, mail, transport.supportsExtension("DSN"));
        transport.sendMessage(message, message.getRecipients(Message.RecipientType.TO));
        return message;
    }

    boolean takesLetters() {
        return transport.supportsExtension("SMTPUTF8");
    }

    /** Whether the next letter can go on it. */
    boolean isReady() {
        return transport.phase() == Phase.READY;
    }

    void rest() {
        idleSince = System.nanoTime();
    }

    boolean restsLongerThan(Duration time) {
        return System.nanoTime() - idleSince > time.toNanos();
    }

    /** Says goodbye, where somebody listens. */
    void close() {
        try {
            route.within(
                    Duration.ofSeconds(5),
                    () -> {
                        transport.close();
                        return transport;
                    });
        } catch (Exception e) {
            log.debug("The mail server did not hear the goodbye.", e);
        } finally {
            route.cut();
        }
    }

    static boolean needsLetters(String address) {
        return address.chars().anyMatch(c -> c > 0x7e);
    }

    static InternetAddress address(String address, String name) throws MessagingException {
        try {
            return new InternetAddress(address, name.isEmpty() ? null : name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8", e);
        }
    }
}
