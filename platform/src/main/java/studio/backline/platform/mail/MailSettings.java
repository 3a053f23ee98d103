package studio.backline.platform.mail;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import studio.backline.contract.encryption.Secret;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/**
 * How letters leave: through which transport, and in whose name.
 *
 * @param transport {@link #SMTP}, or the id of a plugin with a transport
 * @param server where {@code transport} is SMTP; kept where it is not
 * @param from address of the sender, to which bounces go too
 * @param fromName name of the sender, or empty
 * @param bounces the IMAP server of the box to which letters come back, where one is to be read
 */
public record MailSettings(
        String transport,
        Optional<Server> server,
        EmailAddress from,
        String fromName,
        Optional<Server> bounces) {

    /** Letters go to a mail server. */
    public static final String SMTP = "smtp";

    static final String BOUNCES = "bounces-";

    /** One line of a name. */
    public MailSettings {
        fromName = fromName.replaceAll("\\p{Cc}+", " ").strip();
    }

    /**
     * A mail server, as an operator enters it.
     *
     * @param host name or address
     * @param user to sign in as; empty for a server that asks for nobody
     * @param password of that user, or empty
     */
    public record Server(String host, int port, TlsMode tls, String user, Secret password) {

        /** The same with a password as it was typed. */
        public Server(String host, int port, TlsMode tls, String user, String password) {
            this(host, port, tls, user, Secret.of(password));
        }

        /** Not the password. */
        @Override
        public String toString() {
            return "Server[%s:%d, %s]".formatted(host, port, tls);
        }
    }

    /** Without the passwords, which are sealed beside it. */
    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put("transport", transport);
        words.put("from", from.value());
        words.put("from-name", fromName);
        server.ifPresent(smtp -> write(words, "", smtp));
        bounces.ifPresent(imap -> write(words, BOUNCES, imap));
        return words;
    }

    private static void write(Map<String, String> words, String prefix, Server server) {
        words.put(prefix + "host", server.host());
        words.put(prefix + "port", String.valueOf(server.port()));
        words.put(prefix + "tls", server.tls().name());
        words.put(prefix + "user", server.user());
    }

    /**
     * Back from words.
     *
     * @param passwords of the server, and of the one whose words begin with {@link #BOUNCES}
     */
    static MailSettings of(Map<String, String> words, UnaryOperator<String> passwords) {
        return new MailSettings(
                words.getOrDefault("transport", SMTP),
                read(words, "", passwords),
                new EmailAddress(words.getOrDefault("from", "")),
                words.getOrDefault("from-name", ""),
                read(words, BOUNCES, passwords));
    }

    private static Optional<Server> read(
            Map<String, String> words, String prefix, UnaryOperator<String> passwords) {
        return Optional.ofNullable(words.get(prefix + "host"))
                .map(
                        host ->
                                new Server(
                                        host,
                                        Integer.parseInt(words.getOrDefault(prefix + "port", "0")),
                                        TlsMode.valueOf(
                                                words.getOrDefault(prefix + "tls", "IMPLICIT")),
                                        words.getOrDefault(prefix + "user", ""),
                                        passwords.apply(prefix)));
    }
}
