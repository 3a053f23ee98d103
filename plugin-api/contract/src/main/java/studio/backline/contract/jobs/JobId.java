package studio.backline.contract.jobs;

import java.util.UUID;

/**
 * One job of one workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record JobId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
