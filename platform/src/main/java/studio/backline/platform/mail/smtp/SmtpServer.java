package studio.backline.platform.mail.smtp;

import studio.backline.contract.encryption.Secret;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/**
 * A mail server that takes letters for others.
 *
 * @param user to sign in as; empty for a server that asks for nobody
 * @param password of that user, or empty
 */
public record SmtpServer(ServerName name, TlsMode tls, String user, Secret password) {

    /** The same with a password as text. */
    public SmtpServer(ServerName name, TlsMode tls, String user, String password) {
        this(name, tls, user, Secret.of(password));
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "SmtpServer[%s:%d, %s]".formatted(name.host(), name.port(), tls);
    }
}
