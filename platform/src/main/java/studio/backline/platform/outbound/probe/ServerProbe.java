package studio.backline.platform.outbound.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.outbound.wire.CheckedNames;
import studio.backline.platform.outbound.wire.NameService;
import studio.backline.platform.outbound.wire.Traffic;

/**
 * Meets a server that the operator entered, below HTTP: where its name leads, which certificate it
 * shows, and whether a WebSocket gets through. Addresses are judged as everywhere on the way out.
 */
public final class ServerProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int KEY_BYTES = 16;

    private final CheckedNames names;
    private final X509ExtendedTrustManager trust;
    private final Clock clock;
    private final Function<String, Traffic> ledger;

    /**
     * @param ledger where the bytes to a host are counted
     */
    public ServerProbe(
            NameService names,
            X509ExtendedTrustManager trust,
            Clock clock,
            Function<String, Traffic> ledger) {
        this.names = new CheckedNames(names, true);
        this.trust = trust;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** All addresses of a name. */
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(names.resolve(host));
    }

    /**
     * The certificate that the server shows; nothing is sent to it.
     *
     * @throws IOException where none answers, or none that speaks TLS
     */
    public ShownCertificate certificate(URI origin) throws IOException {
        Judge judge = new Judge(trust, clock.instant());
        try (SSLSocket socket = secure(connect(origin), origin, judge)) {
            socket.startHandshake();
        } catch (SSLHandshakeException e) {
            Optional<ShownCertificate> refused = judge.shown();
            if (refused.isPresent()) {
                return refused.get();
            }
            throw e;
        }
        return judge.shown().orElseThrow(() -> new IOException("No certificate was shown."));
    }

    /**
     * Asks for a WebSocket and waits for the first text that comes over it.
     *
     * @param headers sent along
     */
    public UpgradeAnswer upgrade(URI address, Map<String, String> headers) throws IOException {
        String key = Base64.getEncoder().encodeToString(SecureTokens.bytes(KEY_BYTES));
        Traffic traffic = ledger.apply(address.getHost());
        try (Socket socket = open(address)) {
            Upgrade.ask(
                    socket.getOutputStream(),
                    address.getRawAuthority(),
                    address.getRawPath(),
                    key,
                    headers,
                    traffic);
            return Upgrade.answer(socket.getInputStream(), key, traffic);
        }
    }

    /** What the other side answers to a key (RFC 6455, section 4.2.2). */
    public static String proofFor(String key) {
        return Upgrade.accept(key);
    }

    private Socket open(URI address) throws IOException {
        Socket plain = connect(address);
        return isSecure(address)
                ? secure(plain, address, new Judge(trust, clock.instant()))
                : plain;
    }

    private Socket connect(URI address) throws IOException {
        IOException last = new UnknownHostException(address.getHost());
        for (InetAddress each : names.resolve(address.getHost())) {
            Socket socket = new Socket();
            try {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                socket.connect(
                        new InetSocketAddress(each, port(address)), (int) PATIENCE.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private static SSLSocket secure(Socket plain, URI address, Judge judge) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {judge}, null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(plain, address.getHost(), port(address), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (GeneralSecurityException e) {
            plain.close();
            throw new IOException("This Java has no TLS.", e);
        }
    }

    private static boolean isSecure(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : isSecure(address) ? 443 : 80;
    }
}
