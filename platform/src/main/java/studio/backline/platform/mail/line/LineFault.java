package studio.backline.platform.mail.line;

import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;

/** Reads off which fault of a line was met. */
public final class LineFault {

    /** What the JDK says of a certificate that is sound, and somebody else's. */
    private static final List<String> OTHER_NAME =
            List.of("No subject alternative", "No name matching");

    private LineFault() {}

    /** Empty where the line itself is well, or none of its faults was met. */
    public static Optional<MailFault> of(Exception met) {
        for (Throwable each = met; each != null; each = next(each)) {
            Optional<MailFault> fault =
                    switch (each) {
                        case OutboundRefusedException refused ->
                                Optional.of(
                                        refused.rule() == Rule.NOT_ENCRYPTED
                                                ? MailFault.NO_TLS
                                                : MailFault.NOT_ALLOWED);
                        case UnknownHostException _ -> Optional.of(MailFault.NAME_UNKNOWN);
                        case SocketTimeoutException _ -> Optional.of(MailFault.NO_ANSWER);
                        case ConnectException _ -> Optional.of(MailFault.PORT_CLOSED);
                        case NoRouteToHostException _ -> Optional.of(MailFault.PORT_CLOSED);
                        case SSLException tls -> Optional.of(certificate(tls));
                        default -> Optional.empty();
                    };
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
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
}
