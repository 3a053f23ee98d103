package studio.backline.platform.connections.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.connections.ConnectionFault;

/**
 * A connection as its row tells it, tokens opened.
 *
 * @param id which
 * @param plugin for which
 * @param provider of which
 * @param account whose it is there, where the plugin has said so
 * @param scopes what was granted, and what was not
 * @param tokens what is kept
 * @param history when what happened to it
 * @param standing how it stands
 */
public record StoredConnection(
        ConnectionId id,
        PluginId plugin,
        String provider,
        Optional<String> account,
        Scopes scopes,
        Tokens tokens,
        History history,
        Standing standing) {

    /** What was granted, and what was asked for in vain. */
    public record Scopes(Set<String> granted, Set<String> missing) {}

    /**
     * What is kept.
     *
     * @param expiresAt of the access token; empty where it does not expire
     * @param generation grows with each token
     */
    public record Tokens(
            Secret access, Optional<Secret> refresh, Optional<Instant> expiresAt, long generation) {

        /** Nothing of the tokens. */
        @Override
        public String toString() {
            return "Tokens[generation %d, expire %s]".formatted(generation, expiresAt);
        }
    }

    /**
     * When what happened to it.
     *
     * @param authorizedAt when a person last agreed, and who
     * @param renewedAt when the provider last gave a token
     * @param usedAt when the plugin last asked for one
     */
    public record History(
            Instant authorizedAt,
            Optional<AccountId> authorizedBy,
            Instant renewedAt,
            Optional<Instant> usedAt) {}

    /**
     * How it stands.
     *
     * @param usable whether it can give a token without a person
     * @param fault what the last question to the provider met with
     * @param faultAt when
     * @param notBefore the provider is asked no sooner
     */
    public record Standing(
            boolean usable,
            Optional<ConnectionFault> fault,
            Optional<Instant> faultAt,
            Optional<Instant> notBefore) {}
}
