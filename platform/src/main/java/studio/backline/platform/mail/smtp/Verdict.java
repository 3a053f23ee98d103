package studio.backline.platform.mail.smtp;

import jakarta.mail.AuthenticationFailedException;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.platform.mail.bounce.EnhancedStatus;
import studio.backline.platform.mail.line.LineFault;

/** Reads off what a failed try means. */
final class Verdict {

    private static final int CLOSING = 421;
    private static final Set<Integer> SIGN_IN_WANTED = Set.of(530, 534, 535, 538);

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
        Optional<MailFault> fault = LineFault.of(met);
        if (fault.isPresent()) {
            return fault.get();
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
        return LineFault.of(met).orElse(MailFault.BROKEN);
    }

    private static String said(Exception met) {
        return met.getClass().getSimpleName();
    }
}
