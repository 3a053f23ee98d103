package studio.backline.contract.connections;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * An account of a workspace with a provider, connected for one plugin.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record ConnectionId(UUID value) {

    /** A new id, never given before. */
    public static ConnectionId next() {
        return new ConnectionId(TimeOrderedUuid.next());
    }

    /** Reads the form that {@link #toString()} writes; {@link IllegalArgumentException} else. */
    public static ConnectionId of(String text) {
        return new ConnectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
