package studio.backline.contract.tenancy;

import java.util.UUID;

/**
 * A tenant: one artist's or team's workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record WorkspaceId(UUID value) {

    /** A new id, never given before. */
    public static WorkspaceId next() {
        return new WorkspaceId(TimeOrderedUuid.next());
    }

    /** Reads the form that {@link #toString()} writes; {@link IllegalArgumentException} else. */
    public static WorkspaceId of(String text) {
        return new WorkspaceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
