package studio.backline.platform.mail.bounce;

import jakarta.mail.AuthenticationFailedException;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.platform.mail.line.LineFault;

/** Reads off why a box could not be opened or read. */
final class BoxVerdict {

    private static final int LONGEST_REPLY = 500;

    private BoxVerdict() {}

    /**
     * Of a box that was not opened, or not read.
     *
     * @param opened whether it had let this house in
     */
    static MailOutcome.Unavailable of(Exception met, boolean opened) {
        Optional<MailFault> line = LineFault.of(met);
        if (line.isPresent()) {
            return new MailOutcome.Unavailable(line.get(), met.getClass().getSimpleName());
        }
        String said = cut(String.valueOf(met.getMessage()));
        if (met instanceof AuthenticationFailedException) {
            return new MailOutcome.Unavailable(
                    isForLater(said) ? MailFault.BUSY : MailFault.SIGN_IN, said);
        }
        if (said.contains("STARTTLS")) {
            return new MailOutcome.Unavailable(MailFault.NO_TLS, "");
        }
        Optional<Response> goodbye = goodbye(met);
        if (goodbye.isPresent() && !goodbye.get().isSynthetic()) {
            return new MailOutcome.Unavailable(MailFault.BUSY, said);
        }
        // What the library says in the server's name, where the line broke under it.
        Optional<MailFault> under = goodbye.map(Response::getException).flatMap(LineFault::of);
        return new MailOutcome.Unavailable(under.orElseGet(() -> silent(met, opened)), "");
    }

    /** Codes of RFC 5530 that are nobody's fault. */
    private static boolean isForLater(String said) {
        return said.startsWith("[UNAVAILABLE]")
                || said.startsWith("[INUSE]")
                || said.startsWith("[LIMIT]");
    }

    private static Optional<Response> goodbye(Exception met) {
        return met.getCause() instanceof ConnectionException closed
                ? Optional.ofNullable(closed.getResponse()).filter(Response::isBYE)
                : Optional.empty();
    }

    private static MailFault silent(Exception met, boolean opened) {
        return !opened && met.getCause() instanceof ProtocolException
                ? MailFault.NOT_A_MAIL_SERVER
                : MailFault.BROKEN;
    }

    private static String cut(String said) {
        String plain = said.replaceAll("\\p{Cc}+", " ").strip();
        return plain.length() <= LONGEST_REPLY ? plain : plain.substring(0, LONGEST_REPLY);
    }
}
