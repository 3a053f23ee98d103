package studio.backline.platform.connections.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.connections.ConnectionUnavailableException;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.connections.ConnectionException;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.connections.ProviderDeclaration;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.ConnectionTable.Brought;
import studio.backline.platform.connections.store.StoredConnection;
import studio.backline.platform.connections.tokens.ConnectionTrail.News;
import studio.backline.platform.connections.tokens.ConnectionTrail.Subject;
import studio.backline.platform.connections.wire.Party;
import studio.backline.platform.connections.wire.ProviderEndpoints;
import studio.backline.platform.connections.wire.ProviderFaultException;
import studio.backline.platform.connections.wire.TokenGrant;
import studio.backline.platform.database.PluginConnection;

/**
 * Renews tokens: of all threads and nodes that want a token of the same connection one asks the
 * provider, and the others wait for what it writes. Who asks is settled in the row, not by a lock:
 * a provider that does not answer holds no connection to the database.
 */
public final class Renewals {

    private static final Logger log = LoggerFactory.getLogger(Renewals.class);

    /** Longer than a provider may take to answer. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** After a fault the provider is left alone for so long, where it does not say otherwise. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final long FIRST_LOOK_MILLIS = 50;
    private static final long LAST_LOOK_MILLIS = 800;

    private final ConnectionTable table;
    private final KnownProviders providers;
    private final ConnectionTrail trail;
    private final CurrentCaller caller;
    private final Clock clock;

    /** With all that it takes. */
    public Renewals(
            ConnectionTable table,
            KnownProviders providers,
            ConnectionTrail trail,
            CurrentCaller caller,
            Clock clock) {
        this.table = table;
        this.providers = providers;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
    }

    /** The connections of the plugin behind this way to the database. */
    public Connections on(PluginConnection plugin) {
        return new PluginConnections(plugin, table, this, caller, clock);
    }

    /** The connection with a token newer than the one it is seen with. */
    StoredConnection renew(StoredConnection seen) throws ConnectionUnavailableException {
        long deadline = System.nanoTime() + LEASE.toNanos();
        long look = FIRST_LOOK_MILLIS;
        while (true) {
            StoredConnection now =
                    table.find(seen.plugin(), seen.id())
                            .orElseThrow(() -> unavailable(seen, ConnectionFault.NOT_CONNECTED));
            requireUsable(now);
            if (now.tokens().generation() != seen.tokens().generation()) {
                return now;
            }
            requirePatience(now);
            Party party = party(now);
            Optional<Long> fence = table.claim(now.id(), now.tokens().generation(), LEASE);
            if (fence.isPresent()) {
                return ask(now, party, fence.get());
            }
            if (System.nanoTime() > deadline) {
                throw unavailable(now, ConnectionFault.SILENT);
            }
            sleep(look, now);
            look = Math.min(look * 2, LAST_LOOK_MILLIS);
        }
    }

    /** Returns where it gives tokens without a person. */
    void requireUsable(StoredConnection connection) throws ConnectionUnavailableException {
        if (!connection.standing().usable()) {
            throw unavailable(
                    connection, connection.standing().fault().orElse(ConnectionFault.GRANT_ENDED));
        }
    }

    ConnectionUnavailableException unavailable(StoredConnection connection, ConnectionFault fault) {
        return unavailable(connection, fault, Optional.empty());
    }

    private ConnectionUnavailableException unavailable(
            StoredConnection connection, ConnectionFault fault, Optional<Instant> notBefore) {
        String provider =
                providers.name(connection.plugin(), connection.provider()).apply(Locale.ENGLISH);
        return new ConnectionUnavailableException(
                fault.kind(), fault.text(Locale.ENGLISH, provider), notBefore);
    }

    private void requirePatience(StoredConnection connection)
            throws ConnectionUnavailableException {
        Optional<Instant> end = connection.standing().notBefore();
        if (end.isPresent() && clock.instant().isBefore(end.get())) {
            throw unavailable(
                    connection, connection.standing().fault().orElse(ConnectionFault.SILENT), end);
        }
    }

    private Party party(StoredConnection connection) throws ConnectionUnavailableException {
        try {
            return providers.party(providers.declared(connection.plugin(), connection.provider()));
        } catch (ConnectionException e) {
            throw unavailable(connection, e.fault());
        }
    }

    private StoredConnection ask(StoredConnection held, Party party, long fence)
            throws ConnectionUnavailableException {
        try {
            Optional<Secret> refresh = held.tokens().refresh();
            if (refresh.isEmpty()) {
                throw new ProviderFaultException(ConnectionFault.NOT_LASTING, Optional.empty());
            }
            return keep(held, party, fence, refresh.get());
        } catch (ProviderFaultException e) {
            throw remember(held, fence, e.fault(), e.pause());
        } catch (RuntimeException e) {
            remember(held, fence, ConnectionFault.SILENT, Optional.empty());
            throw e;
        }
    }

    private StoredConnection keep(StoredConnection held, Party party, long fence, Secret refresh)
            throws ProviderFaultException, ConnectionUnavailableException {
        ProviderEndpoints endpoints = providers.endpoints(held.plugin(), party);
        Instant sent = clock.instant();
        TokenGrant grant = endpoints.refresh(party, refresh.reveal());
        Brought brought;
        try {
            brought = GrantCheck.renewed(grant, held.scopes(), terms(held), sent);
        } catch (ProviderFaultException refused) {
            if (refused.fault().ends()) {
                giveBack(held, endpoints, party, grant);
            }
            throw refused;
        }
        if (!table.renewed(workspace(), held.id(), fence, brought, sent)) {
            // Disconnected meanwhile, or taken over: what is in the row counts.
            Optional<StoredConnection> now = table.find(held.plugin(), held.id());
            if (now.isEmpty()) {
                giveBack(held, endpoints, party, grant);
            }
            return now.filter(each -> each.standing().usable())
                    .orElseThrow(() -> unavailable(held, ConnectionFault.NOT_CONNECTED));
        }
        return table.find(held.plugin(), held.id())
                .orElseThrow(() -> unavailable(held, ConnectionFault.NOT_CONNECTED));
    }

    private ProviderDeclaration.Terms terms(StoredConnection connection) {
        return providers.declared(connection.plugin(), connection.provider()).provider().terms();
    }

    private ConnectionUnavailableException remember(
            StoredConnection held, long fence, ConnectionFault fault, Optional<Duration> pause) {
        Instant now = clock.instant();
        Optional<Instant> notBefore =
                fault.ends() ? Optional.empty() : Optional.of(now.plus(pause.orElse(PAUSE)));
        if (fault.ends()) {
            trail.telling(
                    Subject.of(held),
                    "connections.ended",
                    Map.entry("why", fault.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    News.REFUSED,
                    () -> table.failed(held.id(), fence, fault, now, notBefore));
        } else {
            table.failed(held.id(), fence, fault, now, notBefore);
        }
        log.info("The connection {} of plugin {}: {}.", held.id(), held.plugin(), fault);
        return unavailable(held, fault, notBefore);
    }

    private static void giveBack(
            StoredConnection held, ProviderEndpoints endpoints, Party party, TokenGrant grant) {
        try {
            boolean renews = grant.refresh().isPresent();
            endpoints.revoke(party, grant.refresh().orElse(grant.access()).reveal(), renews);
        } catch (ProviderFaultException e) {
            log.info(
                    "What {} was given for connection {} could not be given back: {}.",
                    held.plugin(),
                    held.id(),
                    e.fault());
        }
    }

    private WorkspaceId workspace() {
        return caller.require().workspace();
    }

    private void sleep(long millis, StoredConnection connection)
            throws ConnectionUnavailableException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(connection, ConnectionFault.SILENT);
        }
    }
}
