package studio.backline.platform.connections.store;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.encryption.Secret;

/**
 * What this house is to a provider.
 *
 * @param clientId as the provider gave it
 * @param secret as the provider gave it; empty where there is none
 * @param addresses of the provider, as they were when this was entered
 * @param changedAt when it was entered
 */
public record StoredClient(
        String clientId, Optional<Secret> secret, String addresses, Instant changedAt) {

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "StoredClient[%s]".formatted(clientId);
    }
}
