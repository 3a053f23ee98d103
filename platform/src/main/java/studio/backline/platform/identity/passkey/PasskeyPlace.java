package studio.backline.platform.identity.passkey;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What passkeys are bound to: a domain, and the origins that a browser may name. Without an address
 * people are on this machine, where browsers take {@code localhost} for one.
 *
 * @param domain the relying party's id
 * @param origins scheme, domain and port
 */
public record PasskeyPlace(String domain, Set<String> origins) {

    /**
     * Of the house's address; empty where that is an IP address, to which no browser binds one.
     *
     * @param address where people find the house; null: on this machine
     * @param port where the server listens
     */
    public static Optional<PasskeyPlace> of(Optional<URI> address, int port) {
        if (address.isEmpty()) {
            return Optional.of(new PasskeyPlace("localhost", Set.of("http://localhost:" + port)));
        }
        String host = address.get().getHost().toLowerCase(Locale.ROOT);
        if (isLiteral(host)) {
            return Optional.empty();
        }
        int given = address.get().getPort();
        String origin =
                address.get().getScheme().toLowerCase(Locale.ROOT)
                        + "://"
                        + host
                        + (given < 0 ? "" : ":" + given);
        return Optional.of(new PasskeyPlace(host, Set.of(origin)));
    }

    private static boolean isLiteral(String host) {
        try {
            InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
