package studio.backline.platform.connections;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.outbound.OutboundRequest.Limits;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.connections.store.ClientTable;
import studio.backline.platform.connections.store.ConnectionSeals;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.FlowTable;
import studio.backline.platform.connections.tokens.Arrivals;
import studio.backline.platform.connections.tokens.ConnectionTrail;
import studio.backline.platform.connections.tokens.Endings;
import studio.backline.platform.connections.tokens.KnownProviders;
import studio.backline.platform.connections.tokens.Renewals;
import studio.backline.platform.connections.tokens.WayOut;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.events.HouseEvents;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.OutboundHttp;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;

@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    /** Less than the lease of whoever renews a token. An answer of this protocol is a few lines. */
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), 64 << 10);

    @Bean
    ConnectionProviders connectionProviders() {
        return new ConnectionProviders();
    }

    @Bean
    ConnectionRuntime.Tables connectionTables(
            JdbcClient jdbc, PlatformTransactionManager transactions, FieldEncryption encryption) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return new ConnectionRuntime.Tables(
                new ConnectionTable(jdbc, transaction, new ConnectionSeals(encryption)),
                new FlowTable(jdbc, transaction, encryption),
                new ClientTable(jdbc, transaction, encryption));
    }

    @Bean
    WayOut connectionWayOut(ObjectProvider<OutboundHttp> http) {
        return (plugin, hosts) ->
                http.getObject()
                        .on(OutboundCaller.of(plugin.value(), hosts.toArray(String[]::new)));
    }

    @Bean
    KnownProviders knownProviders(
            ConnectionProviders declared, ConnectionRuntime.Tables tables, WayOut wayOut) {
        return new KnownProviders(declared, tables.clients(), wayOut, LIMITS);
    }

    @Bean
    ConnectionTrail connectionTrail(
            Audit audit, HouseEvents events, PlatformTransactionManager transactions) {
        return new ConnectionTrail(audit, events, new TransactionTemplate(transactions));
    }

    @Bean
    Endings connectionEndings(
            ConnectionRuntime.Tables tables,
            KnownProviders providers,
            ConnectionTrail trail,
            WorkspaceScope scope) {
        return new Endings(tables.connections(), providers, trail, scope);
    }

    @Bean
    ConnectionRuntime connectionRuntime(
            ConnectionRuntime.Tables tables,
            KnownProviders providers,
            ConnectionTrail trail,
            Endings endings,
            CurrentCaller caller,
            ObjectProvider<Clock> clocks) {
        Clock clock = clock(clocks);
        return new ConnectionRuntime(
                tables,
                new Renewals(tables.connections(), providers, trail, caller, clock),
                endings);
    }

    @Bean
    Arrivals connectionArrivals(
            ConnectionRuntime.Tables tables,
            KnownProviders providers,
            ConnectionTrail trail,
            Workspaces workspaces,
            WorkspaceScope scope,
            ObjectProvider<Clock> clocks) {
        return new Arrivals(
                tables.connections(), providers, trail, workspaces, scope, clock(clocks));
    }

    @Bean
    AuthorizationFlow authorizationFlow(
            ConnectionRuntime.Tables tables,
            KnownProviders providers,
            Arrivals arrivals,
            ObjectProvider<Clock> clocks) {
        return new AuthorizationFlow(tables.flows(), providers, arrivals, clock(clocks));
    }

    @Bean
    ConnectionDesk connectionDesk(
            ConnectionProviders declared,
            KnownProviders providers,
            ConnectionRuntime.Tables tables,
            Endings endings,
            CurrentCaller caller) {
        return new ConnectionDesk(declared, providers, tables.connections(), endings, caller);
    }

    @Bean
    ProviderClients providerClients(
            ConnectionProviders declared,
            ConnectionRuntime.Tables tables,
            Operators operators,
            ConnectionTrail trail,
            ObjectProvider<Clock> clocks) {
        return new ProviderClients(declared, tables.clients(), operators, trail, clock(clocks));
    }

    /** To the microsecond, as the database keeps it. */
    private static Clock clock(ObjectProvider<Clock> clocks) {
        return Clock.tick(clocks.getIfAvailable(Clock::systemUTC), Duration.ofNanos(1_000));
    }
}
