package studio.backline.contract.connections;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A connected account as its plugin sees it.
 *
 * @param id which
 * @param provider the provider's id in {@code plugin.yaml}
 * @param account what the plugin has called it by {@link Connections#name}; empty before
 * @param scopes those that were granted, which may be fewer than were asked for (RFC 6749, section
 *     3.3)
 * @param authorizedAt when a person last agreed at the provider; some providers end what they
 *     granted so long after this, however often it is used
 * @param usable false when it gives no token any more until a person connects it again
 */
public record Connection(
        ConnectionId id,
        String provider,
        Optional<String> account,
        Set<String> scopes,
        Instant authorizedAt,
        boolean usable) {

    /** Copies the set. */
    public Connection {
        scopes = Set.copyOf(scopes);
    }

    /** Nothing that tells whose account it is. */
    @Override
    public String toString() {
        return "Connection[%s, %s, usable=%s]".formatted(id, provider, usable);
    }
}
