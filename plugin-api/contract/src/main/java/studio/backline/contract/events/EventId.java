package studio.backline.contract.events;

import java.util.UUID;

/**
 * One event of one workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record EventId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
