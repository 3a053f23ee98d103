package studio.backline.testkit.flat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.connections.AccessToken;
import studio.backline.contract.connections.Connection;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.ConnectionUnavailableException;
import studio.backline.contract.connections.ConnectionUnavailableException.Kind;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Accounts that a test connects, without a provider: tokens are made up, good for an hour, and tell
 * that they are. What the plugin hears of connections it hears as in the house.
 */
public final class ConnectedAccounts implements Connections {

    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final CurrentCaller caller;
    private final Set<String> providers;
    private final Teller teller;
    private final Map<ConnectionId, Held> all = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();
    private volatile boolean silent;

    ConnectedAccounts(CurrentCaller caller, Set<String> providers, Teller teller) {
        this.caller = caller;
        this.providers = Set.copyOf(providers);
        this.teller = teller;
    }

    private record Held(WorkspaceId workspace, Connection connection, String token) {}

    /** Tells the plugin of something, as the house does. */
    @FunctionalInterface
    interface Teller {
        void tell(Caller caller, String happened, Map<String, String> facts);
    }

    /**
     * Connects an account, as a person of the workspace would.
     *
     * @param provider as {@code plugin.yaml} calls it under {@code connections}
     * @param granted which may be fewer scopes than the plugin asks for
     */
    public ConnectionId connect(Caller by, String provider, String... granted) {
        if (!providers.contains(provider)) {
            throw new IllegalArgumentException(
                    "plugin.yaml declares no provider '%s'.".formatted(provider));
        }
        ConnectionId id = ConnectionId.next();
        Connection made =
                new Connection(
                        id, provider, Optional.empty(), Set.of(granted), Instant.now(clock), true);
        all.put(id, new Held(by.workspace(), made, token()));
        teller.tell(by, MADE, facts(made));
        return id;
    }

    /** Ends a connection for good, as a person of the workspace would. */
    public void disconnect(Caller by, ConnectionId id) {
        Held gone = all.remove(id);
        if (gone != null) {
            tellEnded(by, gone.connection(), "disconnected");
        }
    }

    /** The provider gives no token any more until a person connects it again. */
    public void refuse(Caller by, ConnectionId id) {
        Held held = change(id, each -> each, false);
        tellEnded(by, held.connection(), "refused");
    }

    /** Whether the provider answers, as it does before this is called. */
    public void providerAnswers(boolean yes) {
        silent = !yes;
    }

    @Override
    public List<Connection> list() {
        requireOutside();
        WorkspaceId here = caller.require().workspace();
        return all.values().stream()
                .filter(each -> each.workspace().equals(here))
                .map(Held::connection)
                .sorted((one, other) -> one.id().value().compareTo(other.id().value()))
                .toList();
    }

    @Override
    public AccessToken accessToken(ConnectionId connection) throws ConnectionUnavailableException {
        return tokenOf(usable(connection));
    }

    @Override
    public AccessToken renew(ConnectionId connection, AccessToken refused)
            throws ConnectionUnavailableException {
        Held held = usable(connection);
        boolean newer = !held.token().equals(refused.value());
        return tokenOf(newer ? held : change(connection, each -> token(), true));
    }

    @Override
    public void name(ConnectionId connection, String account)
            throws ConnectionUnavailableException {
        Connection was = find(connection).connection();
        Connection named =
                new Connection(
                        was.id(),
                        was.provider(),
                        Optional.of(account),
                        was.scopes(),
                        was.authorizedAt(),
                        was.usable());
        all.computeIfPresent(
                connection, (id, held) -> new Held(held.workspace(), named, held.token()));
    }

    private Held usable(ConnectionId id) throws ConnectionUnavailableException {
        Held held = find(id);
        if (!held.connection().usable()) {
            throw unavailable(Kind.CONNECT_AGAIN, "Connect the account again.");
        }
        if (silent) {
            throw unavailable(Kind.PROVIDER_UNAVAILABLE, "The provider does not answer.");
        }
        return held;
    }

    private Held find(ConnectionId id) throws ConnectionUnavailableException {
        requireOutside();
        WorkspaceId here = caller.require().workspace();
        return Optional.ofNullable(all.get(id))
                .filter(held -> held.workspace().equals(here))
                .orElseThrow(() -> unavailable(Kind.NOT_CONNECTED, "Connect the account."));
    }

    private Held change(ConnectionId id, UnaryOperator<String> token, boolean usable) {
        Held changed =
                all.computeIfPresent(
                        id,
                        (same, held) -> {
                            Connection was = held.connection();
                            return new Held(
                                    held.workspace(),
                                    new Connection(
                                            was.id(),
                                            was.provider(),
                                            was.account(),
                                            was.scopes(),
                                            was.authorizedAt(),
                                            usable),
                                    token.apply(held.token()));
                        });
        if (changed == null) {
            throw new IllegalArgumentException("There is no connection %s.".formatted(id));
        }
        return changed;
    }

    private void tellEnded(Caller by, Connection connection, String cause) {
        Map<String, String> facts = facts(connection);
        facts.put("cause", cause);
        teller.tell(by, ENDED, facts);
    }

    private static Map<String, String> facts(Connection connection) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("connection", connection.id().toString());
        facts.put("provider", connection.provider());
        return facts;
    }

    private String token() {
        return "token-of-a-test-" + tokens.incrementAndGet();
    }

    private AccessToken tokenOf(Held held) {
        return new AccessToken(
                held.token(),
                Optional.of(Instant.now(clock).plus(GOOD_FOR)),
                held.connection().scopes());
    }

    private static ConnectionUnavailableException unavailable(Kind kind, String message) {
        return new ConnectionUnavailableException(kind, message, Optional.empty());
    }

    private static void requireOutside() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A provider may have to be asked: ask for connections outside a transaction.");
        }
    }
}
