package studio.backline.platform.mail.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.mail.bounce.EnhancedStatus;

/** Reads off what a failed try means. */
final class Verdict {

    private static final int CLOSING = 421;
    private static final Set<Integer> SIGN_IN_WANTED = Set.of(530, 534, 535, 538);

    /** What the JDK says of a certificate that is sound, and somebody else's. */
    private static final List<String> OTHER_NAME =
            List.of("No subject alternative", "No name matching");

    private Verdict() {}

    /** Of a letter that was not plainly taken. */
    static MailOutcome ofLetter(Phase phase, Reply reply, Exception met) {
        if (phase == Phase.ENDING && reply.isNone()) {
            return new MailOutcome.Unknown(said(met));
        }
        if (phase == Phase.ENDING && reply.isYes()) {
            return new MailOutcome.Accepted(reply.text());
        }
        if (reply.code() == CLOSING) {
            return new MailOutcome.Unavailable(MailFault.BUSY, reply.text());
        }
        if (SIGN_IN_WANTED.contains(reply.code())) {
            return new MailOutcome.Unavailable(MailFault.SIGN_IN, reply.text());
        }
        // A yes before the failure is of no use: what failed came after it.
        if (reply.isNone() || reply.code() < 400) {
            return new MailOutcome.Unavailable(broken(met), said(met));
        }
        return reply.isLater()
                ? new MailOutcome.Later(reply.text())
                : new MailOutcome.Refused(fault(phase), isGone(phase, reply), reply.text());
    }

    private static boolean isGone(Phase phase, Reply reply) {
        return phase == Phase.RECIPIENT
                && reply.status().filter(EnhancedStatus::isGone).isPresent();
    }

    private static MailFault fault(Phase phase) {
        return switch (phase) {
            case SENDER -> MailFault.SENDER;
            case RECIPIENT -> MailFault.RECIPIENT;
            case OPENING, GREETED, READY, CONTENT, ENDING -> MailFault.CONTENT;
        };
    }

    /** Of a connection that did not come about. */
    static MailOutcome.Unavailable ofConnection(WatchedTransport transport, Exception met) {
        Reply reply = transport.reply();
        String words = reply.isNone() ? said(met) : reply.text();
        return new MailOutcome.Unavailable(connectionFault(transport, met), words);
    }

    private static MailFault connectionFault(WatchedTransport transport, Exception met) {
        if (transport.isWithoutTls()) {
            return MailFault.NO_TLS;
        }
        MailFault fault = network(met);
        if (fault != null) {
            return fault;
        }
        if (met instanceof AuthenticationFailedException) {
            return transport.reply().isLater() ? MailFault.BUSY : MailFault.SIGN_IN;
        }
        if (transport.reply().isLater()) {
            return MailFault.BUSY;
        }
        return transport.phase() == Phase.OPENING && transport.reply().isNone()
                ? MailFault.NOT_A_MAIL_SERVER
                : MailFault.BROKEN;
    }

    private static MailFault broken(Exception met) {
        MailFault fault = network(met);
        return fault == null ? MailFault.BROKEN : fault;
    }

    private static @Nullable MailFault network(Throwable met) {
        for (Throwable each = met; each != null; each = next(each)) {
            MailFault fault =
                    switch (each) {
                        case OutboundRefusedException refused ->
                                refused.rule() == Rule.NOT_ENCRYPTED
                                        ? MailFault.NO_TLS
                                        : MailFault.NOT_ALLOWED;
                        case UnknownHostException _ -> MailFault.NAME_UNKNOWN;
                        case SocketTimeoutException _ -> MailFault.NO_ANSWER;
                        case ConnectException _ -> MailFault.PORT_CLOSED;
                        case NoRouteToHostException _ -> MailFault.PORT_CLOSED;
                        case SSLException tls -> certificate(tls);
                        default -> null;
                    };
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static MailFault certificate(SSLException tls) {
        for (Throwable each = tls; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                String words = String.valueOf(each.getMessage());
                return OTHER_NAME.stream().anyMatch(words::contains)
                        ? MailFault.CERTIFICATE_NAME
                        : MailFault.CERTIFICATE;
            }
        }
        return MailFault.NOT_A_MAIL_SERVER;
    }

    /** Mail's exceptions keep what caused them in two places. */
    private static @Nullable Throwable next(Throwable each) {
        if (each instanceof MessagingException mail && mail.getNextException() != null) {
            return mail.getNextException();
        }
        return each.getCause();
    }

    private static String said(Exception met) {
        return met.getClass().getSimpleName();
    }
}
