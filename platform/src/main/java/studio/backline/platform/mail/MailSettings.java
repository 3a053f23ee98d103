package studio.backline.platform.mail;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/**
 * How letters leave: through which transport, and in whose name.
 *
 * @param transport {@link #SMTP}, or the id of a plugin with a transport
 * @param server where {@code transport} is SMTP; kept where it is not
 * @param from address of the sender, to which bounces go too
 * @param fromName name of the sender, or empty
 */
public record MailSettings(
        String transport, Optional<Server> server, EmailAddress from, String fromName) {

    /** Letters go to a mail server. */
    public static final String SMTP = "smtp";

    /** One line of a name. */
    public MailSettings {
        fromName = fromName.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /**
     * A mail server, as an operator enters it.
     *
     * @param host name or address
     * @param user to sign in as; empty for a server that asks for nobody
     * @param password of that user, or empty
     */
    public record Server(String host, int port, TlsMode tls, String user, String password) {

        /** Not the password. */
        @Override
        public String toString() {
            return "Server[%s:%d, %s]".formatted(host, port, tls);
        }
    }

    /** Without the password, which is sealed beside it. */
    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put("transport", transport);
        words.put("from", from.value());
        words.put("from-name", fromName);
        server.ifPresent(
                smtp -> {
                    words.put("host", smtp.host());
                    words.put("port", String.valueOf(smtp.port()));
                    words.put("tls", smtp.tls().name());
                    words.put("user", smtp.user());
                });
        return words;
    }

    static MailSettings of(Map<String, String> words, String password) {
        Optional<Server> server =
                Optional.ofNullable(words.get("host"))
                        .map(
                                host ->
                                        new Server(
                                                host,
                                                Integer.parseInt(words.getOrDefault("port", "0")),
                                                TlsMode.valueOf(
                                                        words.getOrDefault("tls", "IMPLICIT")),
                                                words.getOrDefault("user", ""),
                                                password));
        return new MailSettings(
                words.getOrDefault("transport", SMTP),
                server,
                new EmailAddress(words.getOrDefault("from", "")),
                words.getOrDefault("from-name", ""));
    }
}
