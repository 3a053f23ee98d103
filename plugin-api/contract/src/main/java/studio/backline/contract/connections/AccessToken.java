package studio.backline.contract.connections;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A bearer token (RFC 6750) for requests to the provider's hosts. It is asked for anew for each
 * piece of work and kept nowhere; {@link #toString()} does not tell it.
 */
public final class AccessToken {

    private final String value;
    private final Optional<Instant> expiresAt;
    private final Set<String> scopes;

    /**
     * @param expiresAt when the provider stops to accept it; empty where it says of its tokens that
     *     they do not expire
     * @param scopes what it is good for
     */
    public AccessToken(String value, Optional<Instant> expiresAt, Set<String> scopes) {
        this.value = value;
        this.expiresAt = expiresAt;
        this.scopes = Set.copyOf(scopes);
    }

    /** The token itself, as SASL XOAUTH2 wants it. */
    public String value() {
        return value;
    }

    /** The value of the header {@code Authorization} (RFC 6750, section 2.1). */
    public String authorization() {
        return "Bearer " + value;
    }

    /** When the provider stops to accept it; empty where it does not expire. */
    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    /** What it is good for: the scopes that were granted. */
    public Set<String> scopes() {
        return scopes;
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
        return "AccessToken[expires %s]"
                .formatted(expiresAt.map(Instant::toString).orElse("never"));
    }
}
