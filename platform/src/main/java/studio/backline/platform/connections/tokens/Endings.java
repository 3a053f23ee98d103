package studio.backline.platform.connections.tokens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.StoredConnection;
import studio.backline.platform.connections.tokens.ConnectionTrail.News;
import studio.backline.platform.connections.tokens.ConnectionTrail.Subject;
import studio.backline.platform.connections.wire.Party;
import studio.backline.platform.connections.wire.ProviderFaultException;
import studio.backline.platform.tenancy.WorkspaceScope;

/** Gives back what was granted and wipes it here, whether or not the provider answers. */
public final class Endings {

    private static final Logger log = LoggerFactory.getLogger(Endings.class);

    /** Of many at once, none is given back any more after so long: each is wiped. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectionTable table;
    private final KnownProviders providers;
    private final ConnectionTrail trail;
    private final WorkspaceScope scope;

    /** With all that it takes. */
    public Endings(
            ConnectionTable table,
            KnownProviders providers,
            ConnectionTrail trail,
            WorkspaceScope scope) {
        this.table = table;
        this.providers = providers;
        this.trail = trail;
        this.scope = scope;
    }

    /** What became of what was granted. */
    public enum GivenBack {
        /** The provider has taken it back. */
        YES,
        /** The provider has no way to take it back, or nobody knows any more where it is. */
        NO_WAY,
        /** The provider was asked and has not taken it back. */
        NOT_REACHED;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Ends one of the caller's workspace; empty where it is gone. */
    public Optional<GivenBack> end(StoredConnection connection) {
        return wipe(connection, giveBack(connection));
    }

    /** Ends all of a plugin's, in all workspaces. */
    public void endAll(PluginId plugin) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (WorkspaceId workspace : table.workspaces(plugin)) {
            in(workspace, () -> endEach(table.of(plugin), deadline));
        }
    }

    /** Ends all of a workspace. */
    public void endAll(WorkspaceId workspace) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        in(workspace, () -> endEach(table.all(), deadline));
    }

    private void in(WorkspaceId workspace, Runnable work) {
        scope.run(new Caller(workspace, Optional.empty(), Role.OWNER), work);
    }

    private void endEach(List<StoredConnection> connections, long deadline) {
        for (StoredConnection each : connections) {
            boolean time = System.nanoTime() < deadline;
            wipe(each, time ? giveBack(each) : GivenBack.NOT_REACHED);
        }
    }

    private Optional<GivenBack> wipe(StoredConnection connection, GivenBack before) {
        List<StoredConnection> was = new ArrayList<>(1);
        BooleanSupplier remove =
                () -> {
                    table.remove(connection.id()).ifPresent(was::add);
                    return !was.isEmpty();
                };
        boolean done =
                trail.telling(
                        Subject.of(connection),
                        "connections.disconnected",
                        Map.entry("given-back", before.word()),
                        News.DISCONNECTED,
                        remove);
        if (!done) {
            return Optional.empty();
        }
        StoredConnection last = was.getFirst();
        boolean renewed = last.tokens().generation() != connection.tokens().generation();
        // Renewed in the same moment: what is wiped is not what was given back.
        return Optional.of(renewed ? giveBack(last) : before);
    }

    private GivenBack giveBack(StoredConnection connection) {
        Optional<Party> party = providers.agreed(connection.plugin(), connection.provider());
        Secret access = connection.tokens().access();
        if (party.isEmpty() || access.isNone()) {
            return GivenBack.NO_WAY;
        }
        Optional<Secret> refresh = connection.tokens().refresh();
        try {
            boolean done =
                    providers
                            .endpoints(connection.plugin(), party.get())
                            .revoke(
                                    party.get(),
                                    refresh.orElse(access).reveal(),
                                    refresh.isPresent());
            return done ? GivenBack.YES : GivenBack.NO_WAY;
        } catch (ProviderFaultException e) {
            log.info(
                    "Connection {} of plugin {} is wiped, and was not given back: {}.",
                    connection.id(),
                    connection.plugin(),
                    e.fault());
            return GivenBack.NOT_REACHED;
        }
    }
}
