package studio.backline.platform.connections;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.StoredConnection;
import studio.backline.platform.connections.tokens.Endings;
import studio.backline.platform.connections.tokens.KnownProviders;

/** The connections of the caller's workspace, for those who run it. */
public final class ConnectionDesk {

    private final ConnectionProviders declared;
    private final KnownProviders providers;
    private final ConnectionTable table;
    private final Endings endings;
    private final CurrentCaller caller;

    ConnectionDesk(
            ConnectionProviders declared,
            KnownProviders providers,
            ConnectionTable table,
            Endings endings,
            CurrentCaller caller) {
        this.declared = declared;
        this.providers = providers;
        this.table = table;
        this.endings = endings;
        this.caller = caller;
    }

    /** What became of a connection that was ended. */
    public enum Ended {
        /** The provider has taken back what it granted; nothing is kept here. */
        GIVEN_BACK,
        /** Nothing is kept here; the provider has no way to take back what it granted. */
        NO_WAY,
        /** Nothing is kept here; the provider has not said that it has taken it back. */
        NOT_REACHED,
        /** Somebody else has ended it. */
        GONE
    }

    /** Each provider that a running plugin declares, with what is connected of it. */
    public List<ConnectionOffer> offers() {
        requireManager();
        List<StoredConnection> all = table.all();
        return declared.all().stream()
                .map(
                        each ->
                                new ConnectionOffer(
                                        each,
                                        providers.hindrance(each),
                                        all.stream()
                                                .filter(row -> isOf(row, each))
                                                .map(row -> sight(row, each))
                                                .toList()))
                .toList();
    }

    /** What is connected of providers that no running plugin declares. */
    public List<ConnectionSight> others() {
        requireManager();
        List<DeclaredProvider> known = declared.all();
        return table.all().stream()
                .filter(row -> known.stream().noneMatch(each -> isOf(row, each)))
                .map(row -> ConnectionSight.of(row, Optional.empty()))
                .toList();
    }

    /**
     * Gives back at the provider what it granted, and wipes it here whether or not the provider
     * answers. May take as long as the provider needs to answer.
     */
    public Ended disconnect(ConnectionId id) {
        requireManager();
        return table.all().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .flatMap(endings::end)
                .map(
                        given ->
                                switch (given) {
                                    case YES -> Ended.GIVEN_BACK;
                                    case NO_WAY -> Ended.NO_WAY;
                                    case NOT_REACHED -> Ended.NOT_REACHED;
                                })
                .orElse(Ended.GONE);
    }

    private void requireManager() {
        Caller asking = caller.require();
        if (!asking.role().covers(Role.MANAGER)) {
            throw new ConnectionException(ConnectionFault.NOT_ALLOWED, locale -> "");
        }
    }

    private static ConnectionSight sight(StoredConnection row, DeclaredProvider provider) {
        Optional<Duration> lasts = provider.provider().terms().lasts();
        return ConnectionSight.of(row, lasts);
    }

    private static boolean isOf(StoredConnection row, DeclaredProvider provider) {
        return row.plugin().equals(provider.plugin())
                && row.provider().equals(provider.provider().id());
    }
}
