package studio.backline.platform.connections.tokens;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.connections.AuthorizationFlow.Connected;
import studio.backline.platform.connections.ConnectionException;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.connections.WayBack;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.ConnectionTable.Brought;
import studio.backline.platform.connections.store.FlowTable;
import studio.backline.platform.connections.store.PendingFlow;
import studio.backline.platform.connections.tokens.ConnectionTrail.News;
import studio.backline.platform.connections.tokens.ConnectionTrail.Subject;
import studio.backline.platform.connections.wire.Party;
import studio.backline.platform.connections.wire.ProviderEndpoints;
import studio.backline.platform.connections.wire.ProviderFaultException;
import studio.backline.platform.connections.wire.TokenGrant;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;

/** Makes a connection of what a person has brought back. */
public final class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final ConnectionTable table;
    private final KnownProviders providers;
    private final ConnectionTrail trail;
    private final Workspaces workspaces;
    private final WorkspaceScope scope;
    private final Clock clock;

    /** With all that it takes. */
    public Arrivals(
            ConnectionTable table,
            KnownProviders providers,
            ConnectionTrail trail,
            Workspaces workspaces,
            WorkspaceScope scope,
            Clock clock) {
        this.table = table;
        this.providers = providers;
        this.trail = trail;
        this.workspaces = workspaces;
        this.scope = scope;
        this.clock = clock;
    }

    /** Gives the code for tokens and keeps them in the workspace for which the person went. */
    public Connected take(
            FlowTable.Taken taken, DeclaredProvider declared, Party party, String code) {
        PendingFlow flow = taken.flow();
        Caller by = caller(flow, declared);
        List<Connected> done = new ArrayList<>(1);
        scope.run(by, () -> done.add(inside(taken, declared, party, code)));
        return done.getFirst();
    }

    /** As what the person is there now: a role may have been taken away since. */
    private Caller caller(PendingFlow flow, DeclaredProvider declared) {
        Role role =
                workspaces
                        .roleOf(flow.account(), flow.workspace())
                        .filter(held -> held.covers(Role.MANAGER))
                        .orElseThrow(
                                () ->
                                        new ConnectionException(
                                                ConnectionFault.NOT_ALLOWED,
                                                declared.provider().name()));
        return new Caller(flow.workspace(), Optional.of(flow.account()), role);
    }

    private Connected inside(
            FlowTable.Taken taken, DeclaredProvider declared, Party party, String code) {
        PendingFlow flow = taken.flow();
        ProviderEndpoints endpoints = providers.endpoints(declared.plugin(), party);
        Instant sent = clock.instant();
        TokenGrant grant = exchange(taken, declared, endpoints, party, code);
        try {
            Brought brought =
                    GrantCheck.brought(grant, flow.asked(), declared.provider().terms(), sent);
            return new Connected(
                    flow.workspace(),
                    keep(flow, brought, sent),
                    declared.provider().name(),
                    brought.scopes().missing().isEmpty(),
                    new WayBack(flow.wayBack()));
        } catch (ProviderFaultException e) {
            giveBack(endpoints, party, grant);
            throw new ConnectionException(e.fault(), declared.provider().name());
        } catch (RuntimeException e) {
            giveBack(endpoints, party, grant);
            throw e;
        }
    }

    private static TokenGrant exchange(
            FlowTable.Taken taken,
            DeclaredProvider declared,
            ProviderEndpoints endpoints,
            Party party,
            String code) {
        try {
            return endpoints.exchange(party, code, taken.flow().redirect(), taken.verifier());
        } catch (ProviderFaultException e) {
            ConnectionFault fault =
                    e.fault() == ConnectionFault.GRANT_ENDED
                            ? ConnectionFault.CODE_REFUSED
                            : e.fault();
            log.info(
                    "Nothing connected for plugin {} at '{}': {}.",
                    declared.plugin(),
                    declared.provider().id(),
                    fault);
            throw new ConnectionException(fault, declared.provider().name());
        }
    }

    private ConnectionId keep(PendingFlow flow, Brought brought, Instant now) {
        Optional<ConnectionId> again = flow.target().again();
        if (again.isPresent()
                && tell(
                        flow,
                        again.get(),
                        "connections.connected-again",
                        brought,
                        () ->
                                table.remake(
                                        flow.workspace(),
                                        again.get(),
                                        flow.target(),
                                        brought,
                                        flow.account(),
                                        now))) {
            return again.get();
        }
        ConnectionId id = again.orElseGet(ConnectionId::next);
        tell(
                flow,
                id,
                "connections.connected",
                brought,
                () -> table.add(flow.workspace(), id, flow.target(), brought, flow.account(), now));
        return id;
    }

    private boolean tell(
            PendingFlow flow, ConnectionId id, String act, Brought brought, BooleanSupplier work) {
        return trail.telling(
                new Subject(id, flow.target().plugin(), flow.target().provider()),
                act,
                Map.entry("granted", String.join(" ", brought.scopes().granted())),
                News.MADE,
                work);
    }

    /** What is not kept is not left lying there either. */
    private static void giveBack(ProviderEndpoints endpoints, Party party, TokenGrant grant) {
        try {
            boolean renews = grant.refresh().isPresent();
            endpoints.revoke(party, grant.refresh().orElse(grant.access()).reveal(), renews);
        } catch (ProviderFaultException e) {
            log.info("What was granted and is not kept could not be given back: {}.", e.fault());
        }
    }
}
