package studio.backline.platform.outbound.address;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a request (RFC 6454's origin), written in one way only: a host is lower
 * case without a final dot, an IPv4 address has four decimal parts. What another parser could read
 * otherwise is no destination.
 *
 * @param secure whether over TLS
 * @param host name or address; IPv6 without brackets
 * @param port never 0
 */
public record Destination(boolean secure, String host, int port) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int LONGEST_HOST = 253;
    private static final int LAST_PORT = 65_535;
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*"
                            + "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ENDS_IN_NUMBER =
            Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** Empty where the address is not one that a request may have. */
    public static Optional<Destination> of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if ((!secure && !scheme.equals("http"))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > LAST_PORT) {
            return Optional.empty();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? HTTPS : HTTP;
        return host(uri.getHost()).map(host -> new Destination(secure, host, port));
    }

    /** Whether the host is an address and no name. */
    public boolean literal() {
        return host.contains(":") || IPV4.matcher(host).matches();
    }

    /** As it stands in an address: {@code https://api.example:8443}. */
    public String origin() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        boolean usual = port == (secure ? HTTPS : HTTP);
        return (secure ? "https://" : "http://") + shown + (usual ? "" : ":" + port);
    }

    private static Optional<String> host(String written) {
        String host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            String inside = host.substring(1, host.length() - 1);
            // A zone belongs to one machine's interfaces and not into an address.
            return inside.contains("%") ? Optional.empty() : Optional.of(inside);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.length() > LONGEST_HOST || !NAME.matcher(host).matches()) {
            return Optional.empty();
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            return Optional.empty();
        }
        return Optional.of(host);
    }
}
