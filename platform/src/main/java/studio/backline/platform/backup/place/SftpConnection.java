package studio.backline.platform.backup.place;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.outbound.SocketRoute;

/** A signed-in connection to an SFTP server, whose key is known. */
final class SftpConnection implements AutoCloseable {

    private static final int OPENING = (int) Duration.ofSeconds(30).toMillis();

    /** Whoever is silent for that long is asked whether they are there, four times. */
    private static final int SILENCE = (int) Duration.ofSeconds(15).toMillis();

    private static final String PRIVATE_KEY = "-----BEGIN";

    private final Session session;

    private SftpConnection(Session session) {
        this.session = session;
    }

    /**
     * Opens one.
     *
     * @param secret a password, or a private key as a file has it, without a passphrase
     * @param hostKey the fingerprint of the server's key
     * @throws BackupRefusedException when the server is not reached, has another key, or refuses
     *     who signs in
     */
    static SftpConnection open(
            SftpAddress address, String secret, String hostKey, SocketRoute route) {
        HostKey known = new HostKey(hostKey);
        try {
            Session session = session(address, secret, route);
            session.setHostKeyRepository(known);
            session.connect(OPENING);
            return new SftpConnection(session);
        } catch (JSchException e) {
            throw explained(e, address, known);
        }
    }

    private static Session session(SftpAddress address, String secret, SocketRoute route)
            throws JSchException {
        JSch library = new JSch();
        Session session =
                library.getSession(
                        address.user(), address.server().host(), address.server().port());
        if (secret.startsWith(PRIVATE_KEY)) {
            addKey(library, secret);
            session.setConfig("PreferredAuthentications", "publickey");
        } else {
            session.setPassword(secret);
            session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
        }
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setSocketFactory(new Sockets(route));
        session.setServerAliveInterval(SILENCE);
        session.setServerAliveCountMax(4);
        session.setDaemonThread(true);
        return session;
    }

    private static void addKey(JSch library, String secret) {
        byte[] key = (secret.strip() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            library.addIdentity("backup", key, null, null);
        } catch (JSchException e) {
            throw new BackupRefusedException(
                    "key-unreadable",
                    "The private key cannot be read (%s).".formatted(e.getMessage()),
                    "Give it as ssh-keygen writes it, without a passphrase.");
        }
    }

    /** Does one thing at a time; a stream of one keeps it for itself. */
    ChannelSftp channel() throws IOException {
        try {
            Channel channel = session.openChannel("sftp");
            channel.connect(OPENING);
            return (ChannelSftp) channel;
        } catch (JSchException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        session.disconnect();
    }

    private static BackupRefusedException explained(
            JSchException failure, SftpAddress address, HostKey key) {
        String host = address.server().host();
        if (key.shown().isEmpty()) {
            return new BackupRefusedException(
                    "place-unreachable",
                    "The server %s is not reached: %s.".formatted(host, why(failure)),
                    "Check whether it is up, its name, and the port.");
        }
        if (key.isNobodysWord()) {
            return new BackupRefusedException(
                    "host-key",
                    "The server %s shows the key %s.".formatted(host, key.shown()),
                    "Compare it with what the server's keeper says. If it is that one, choose the"
                            + " place again and name this key.");
        }
        if (!key.isShown()) {
            return new BackupRefusedException(
                    "host-key",
                    "The server %s shows the key %s, and not the one that it is known by."
                            .formatted(host, key.shown()),
                    "Ask the server's keeper whether its key was changed. If it was, choose the place"
                            + " again and name the new one; if not, somebody is in between.");
        }
        return new BackupRefusedException(
                "place-refuses",
                "The server %s does not let '%s' in%s."
                        .formatted(host, address.user(), reason(failure)),
                "Check the user, and the password or key. A key must have no passphrase.");
    }

    private static String why(JSchException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String words =
                    switch (each) {
                        case UnknownHostException _ -> "there is no server of that name";
                        case SocketTimeoutException _ -> "it does not answer in time";
                        case ConnectException _ -> "nothing takes connections at that port";
                        default -> "";
                    };
            if (!words.isEmpty()) {
                return words;
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /** That nobody was let in is said already. */
    private static String reason(JSchException failure) {
        String words = String.valueOf(failure.getMessage());
        return words.startsWith("Auth ") ? "" : ": " + words;
    }

    /** Sockets of the house's way out: they connect to that server alone, at a judged address. */
    private record Sockets(SocketRoute route) implements SocketFactory {

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = route.sockets().createSocket();
            socket.connect(InetSocketAddress.createUnresolved(host, port), OPENING);
            return socket;
        }

        @Override
        public InputStream getInputStream(Socket socket) throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream getOutputStream(Socket socket) throws IOException {
            return socket.getOutputStream();
        }
    }
}
