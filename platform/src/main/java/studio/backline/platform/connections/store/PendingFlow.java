package studio.backline.platform.connections.store;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * A person who was sent to a provider.
 *
 * @param id names the row
 * @param workspace for which
 * @param account who
 * @param session digest of the session in which it was begun
 * @param target what for
 * @param clientId as what this house was named
 * @param redirect where the provider sends them back to
 * @param asked scopes
 * @param wayBack where they go on afterwards: a path of this house
 * @param expiresAt until when they may come back
 */
public record PendingFlow(
        UUID id,
        WorkspaceId workspace,
        AccountId account,
        byte[] session,
        Target target,
        String clientId,
        URI redirect,
        Set<String> asked,
        String wayBack,
        Instant expiresAt) {

    /**
     * What is connected.
     *
     * @param plugin for which
     * @param provider of which
     * @param again the connection that is made anew; empty for a further one
     */
    public record Target(PluginId plugin, String provider, Optional<ConnectionId> again) {}

    /** Nothing of the session. */
    @Override
    public String toString() {
        return "PendingFlow[%s, %s]".formatted(id, target);
    }
}
