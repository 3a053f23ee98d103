package studio.backline.platform.connections.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.connections.AccessToken;
import studio.backline.contract.connections.Connection;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.ConnectionUnavailableException;
import studio.backline.contract.connections.ConnectionUnavailableException.Kind;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.StoredConnection;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.encryption.SecureTokens;

/** Connections of one plugin. */
record PluginConnections(
        PluginConnection plugin,
        ConnectionTable table,
        Renewals renewals,
        CurrentCaller caller,
        Clock clock)
        implements Connections {

    private static final int LONGEST_ACCOUNT = 200;

    /** A request that begins with it may yet arrive in time. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(5);

    @Override
    public List<Connection> list() {
        requireOutside();
        return table.of(plugin.id()).stream().map(PluginConnections::shown).toList();
    }

    @Override
    public AccessToken accessToken(ConnectionId connection) throws ConnectionUnavailableException {
        requireOutside();
        StoredConnection found = find(connection);
        renewals.requireUsable(found);
        Instant now = clock.instant();
        if (GrantCheck.isFresh(found, now)) {
            return used(found, now);
        }
        try {
            return used(renewals.renew(found), now);
        } catch (ConnectionUnavailableException e) {
            boolean good =
                    found.tokens()
                            .expiresAt()
                            .filter(end -> now.plus(LAST_MOMENT).isBefore(end))
                            .isPresent();
            if (good && e.kind() == Kind.PROVIDER_UNAVAILABLE) {
                return used(found, now);
            }
            throw e;
        }
    }

    @Override
    public AccessToken renew(ConnectionId connection, AccessToken refused)
            throws ConnectionUnavailableException {
        requireOutside();
        StoredConnection found = find(connection);
        renewals.requireUsable(found);
        Instant now = clock.instant();
        boolean another = !SecureTokens.same(found.tokens().access().reveal(), refused.value());
        return used(another && GrantCheck.isFresh(found, now) ? found : renewals.renew(found), now);
    }

    @Override
    public void name(ConnectionId connection, String account)
            throws ConnectionUnavailableException {
        requireOutside();
        String proper = account.strip();
        if (proper.isEmpty()
                || proper.length() > LONGEST_ACCOUNT
                || proper.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "An account is called something of 1 to %d characters."
                            .formatted(LONGEST_ACCOUNT));
        }
        if (!table.name(caller.require().workspace(), plugin.id(), connection, proper)) {
            throw gone();
        }
    }

    private StoredConnection find(ConnectionId connection) throws ConnectionUnavailableException {
        return table.find(plugin.id(), connection).orElseThrow(PluginConnections::gone);
    }

    private AccessToken used(StoredConnection connection, Instant now) {
        table.used(connection.id(), now);
        return new AccessToken(
                connection.tokens().access().reveal(),
                connection.tokens().expiresAt(),
                connection.scopes().granted());
    }

    private void requireOutside() {
        if (plugin.inTransaction()) {
            throw new IllegalStateException(
                    "A provider may have to be asked: ask for connections outside a transaction.");
        }
    }

    private static ConnectionUnavailableException gone() {
        return new ConnectionUnavailableException(
                Kind.NOT_CONNECTED,
                ConnectionFault.NOT_CONNECTED.text(Locale.ENGLISH, ""),
                Optional.empty());
    }

    private static Connection shown(StoredConnection row) {
        return new Connection(
                row.id(),
                row.provider(),
                row.account(),
                row.scopes().granted(),
                row.history().authorizedAt(),
                row.standing().usable());
    }
}
