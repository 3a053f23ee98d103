package studio.backline.platform.connections;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.connections.store.StoredConnection;

/**
 * A connection as people see it.
 *
 * @param id which
 * @param plugin for which
 * @param provider of which
 * @param account whose it is there, where the plugin has said so
 * @param granted scopes
 * @param missing scopes that were asked for and not granted
 * @param history when what happened to it
 * @param health how it stands
 */
public record ConnectionSight(
        ConnectionId id,
        PluginId plugin,
        String provider,
        Optional<String> account,
        Set<String> granted,
        Set<String> missing,
        History history,
        Health health) {

    /**
     * When what happened to it.
     *
     * @param authorizedAt when a person last agreed
     * @param authorizedBy who
     * @param usedAt when the plugin last asked for a token
     */
    public record History(
            Instant authorizedAt, Optional<AccountId> authorizedBy, Optional<Instant> usedAt) {}

    /**
     * How it stands.
     *
     * @param usable whether it gives tokens without a person
     * @param fault what the last question to the provider met with
     * @param faultAt when
     * @param endsAt when a person has to agree again, as far as that is known
     */
    public record Health(
            boolean usable,
            Optional<ConnectionFault> fault,
            Optional<Instant> faultAt,
            Optional<Instant> endsAt) {}

    static ConnectionSight of(StoredConnection row, Optional<Duration> lasts) {
        Instant authorized = row.history().authorizedAt();
        Optional<Instant> ends = lasts.map(authorized::plus);
        if (row.tokens().refresh().isEmpty()) {
            // Nothing renews it.
            ends = row.tokens().expiresAt().or(() -> lasts.map(authorized::plus));
        }
        return new ConnectionSight(
                row.id(),
                row.plugin(),
                row.provider(),
                row.account(),
                row.scopes().granted(),
                row.scopes().missing(),
                new History(authorized, row.history().authorizedBy(), row.history().usedAt()),
                new Health(
                        row.standing().usable(),
                        row.standing().fault(),
                        row.standing().faultAt(),
                        ends));
    }
}
