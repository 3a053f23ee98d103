package studio.backline.platform.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundRequest.Limits;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.connections.AuthorizationFlow.Arrival;
import studio.backline.platform.connections.AuthorizationFlow.Connected;
import studio.backline.platform.connections.AuthorizationFlow.Departure;
import studio.backline.platform.connections.ProviderDeclaration.Terms;
import studio.backline.platform.connections.tokens.Arrivals;
import studio.backline.platform.connections.tokens.ConnectionTrail;
import studio.backline.platform.connections.tokens.Endings;
import studio.backline.platform.connections.tokens.KnownProviders;
import studio.backline.platform.connections.tokens.Renewals;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.events.HouseEvents;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.identity.SessionToken;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.OutboundHttp;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.FakeClient;
import studio.backline.testkit.provider.FakeProvider;

/** A house with one plugin that connects accounts of a fake provider. */
final class Stage implements AutoCloseable {

    static final PluginId PLUGIN = new PluginId("fan-mail");
    static final String PROVIDER = "fake";
    static final String SECRET = "secret-canary of the house";
    static final SessionToken SESSION = new SessionToken("session-one");
    static final URI BACK = URI.create("https://house.example/connections/callback/fan-mail/fake");
    static final Set<String> ASKED = Set.of("mail.read", "mail.send");

    private static final Limits SHORT =
            new Limits(Duration.ofMillis(700), Duration.ofSeconds(2), 64 << 10);

    final Core core;
    final FakeProvider provider;
    final Clock clock;
    private final boolean first;
    final AccountId operator;
    final WorkspaceId workspace;
    final ConnectionProviders declared = new ConnectionProviders();
    final AuthorizationFlow flow;
    final ConnectionRuntime runtime;
    final ConnectionDesk desk;
    final ProviderClients clients;

    private final AtomicReference<Runnable> atNextAnswer = new AtomicReference<>(() -> {});

    private Stage(
            Core core,
            FakeProvider provider,
            AccountId operator,
            WorkspaceId workspace,
            boolean first) {
        this.first = first;
        this.clock = Clock.tick(core.clock(), Duration.ofNanos(1_000));
        this.core = core;
        this.provider = provider;
        this.operator = operator;
        this.workspace = workspace;
        ConnectionRuntime.Tables tables = core.bean(ConnectionRuntime.Tables.class);
        KnownProviders known = new KnownProviders(declared, tables.clients(), this::wayOut, SHORT);
        ConnectionTrail trail =
                new ConnectionTrail(
                        core.bean(Audit.class),
                        core.bean(HouseEvents.class),
                        new TransactionTemplate(core.bean(PlatformTransactionManager.class)));
        WorkspaceScope scope = core.bean(WorkspaceScope.class);
        CurrentCaller caller = core.bean(CurrentCaller.class);
        Endings endings = new Endings(tables.connections(), known, trail, scope);
        flow = new AuthorizationFlow(tables.flows(), known, arrivals(tables, known, trail), clock);
        runtime =
                new ConnectionRuntime(
                        tables,
                        new Renewals(tables.connections(), known, trail, caller, clock),
                        endings);
        desk = new ConnectionDesk(declared, known, tables.connections(), endings, caller);
        clients = clients(tables, trail);
        declare(declaration(Terms.NONE, true));
    }

    private Arrivals arrivals(
            ConnectionRuntime.Tables tables, KnownProviders known, ConnectionTrail trail) {
        return new Arrivals(
                tables.connections(),
                known,
                trail,
                core.bean(Workspaces.class),
                core.bean(WorkspaceScope.class),
                clock);
    }

    private ProviderClients clients(ConnectionRuntime.Tables tables, ConnectionTrail trail) {
        return new ProviderClients(
                declared, tables.clients(), core.bean(Operators.class), trail, clock);
    }

    /** To the fake provider, on loopback, as an operator would let a plugin go there. */
    private Outbound wayOut(PluginId plugin, Set<String> hosts) {
        Outbound way =
                core.bean(OutboundHttp.class)
                        .on(
                                OutboundCaller.of(plugin.value())
                                        .entered(Set.of(URI.create(provider.issuer()))));
        return request -> {
            OutboundResponse answer = way.send(request);
            atNextAnswer.getAndSet(() -> {}).run();
            return answer;
        };
    }

    /** Does something when a provider has answered, before anybody has read it. */
    void atTheNextAnswer(Runnable act) {
        atNextAnswer.set(act);
    }

    /** A house after its first evening, its provider set up. */
    static Stage open() {
        try {
            Core core = Core.fresh();
            FirstRun firstRun = core.bean(FirstRun.class);
            NewAccount account =
                    new NewAccount(
                            new EmailAddress("ada@example.org"),
                            "Ada",
                            "seven lanterns over the harbour");
            FirstRun.Result made =
                    firstRun.complete(
                            new FirstRunRequest(
                                    firstRun.code(),
                                    account,
                                    "Band",
                                    FirstRunRequest.Plays.SEVERAL));
            FakeProvider provider = FakeProvider.open(core.clock());
            Stage stage = new Stage(core, provider, made.account(), made.workspace(), true);
            stage.setUp(FakeClient.Proof.BASIC);
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another node on the same rows, with the same provider. */
    Stage anotherNode() {
        return new Stage(core.anotherNode(), provider, operator, workspace, false);
    }

    /** Enters the house at the provider, and the provider's answer here. */
    void setUp(FakeClient.Proof proof) {
        provider.register(
                new FakeClient(
                        "house-1",
                        SECRET.replace(' ', '+'),
                        proof,
                        Set.of(BACK.toString()),
                        Set.of("mail.read", "mail.send", "admin")));
        clients.enter(operator, PLUGIN, PROVIDER, "house-1", SECRET.replace(' ', '+'));
    }

    void declare(ProviderDeclaration declaration) {
        declared.add(PLUGIN, locale -> "Fan mail", List.of(declaration));
    }

    ProviderDeclaration declaration(Terms terms, boolean namesIssuer) {
        return new ProviderDeclaration(
                PROVIDER,
                locale -> "Fake Mail",
                addresses(namesIssuer, ClientProof.BASIC),
                Map.of("access_type", "offline"),
                List.of(
                        new ScopeDeclaration("mail.read", locale -> "To show what fans write."),
                        new ScopeDeclaration("mail.send", locale -> "To answer them.")),
                Set.of(),
                terms);
    }

    ProviderAddresses addresses(boolean namesIssuer, ClientProof proof) {
        return new ProviderAddresses(
                provider.at(Endpoint.AUTHORIZATION),
                provider.at(Endpoint.TOKEN),
                Optional.of(provider.at(Endpoint.REVOCATION)),
                Optional.of(provider.issuer()),
                namesIssuer,
                proof);
    }

    Caller owner() {
        return new Caller(workspace, Optional.of(operator), Role.OWNER);
    }

    /** Another workspace of the same person. */
    Caller elsewhere() {
        WorkspaceId other =
                core.bean(Workspaces.class)
                        .create(
                                "Other",
                                "o" + ConnectionId.next().toString().substring(24),
                                operator)
                        .id();
        core.bean(WorkspaceKeys.class).create(other);
        return new Caller(other, Optional.of(operator), Role.OWNER);
    }

    URI begin() {
        return begin(owner(), Optional.empty());
    }

    URI begin(Caller by, Optional<ConnectionId> again) {
        return flow.begin(new Departure(by, SESSION, PLUGIN, PROVIDER, again), BACK, WayBack.USUAL);
    }

    /** Goes to the provider, agrees, and is sent back. */
    Connected connect() {
        return arrive(provider.visit(begin()));
    }

    Connected connect(Caller by, Optional<ConnectionId> again) {
        return arrive(provider.visit(begin(by, again)));
    }

    Connected arrive(URI back) {
        return flow.finish(arrival(back));
    }

    Arrival arrival(URI back) {
        return new Arrival(operator, SESSION, PLUGIN, PROVIDER, parameters(back));
    }

    static Map<String, String[]> parameters(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> new String[] {decoded(pair[1])},
                                (one, other) -> new String[] {one[0], other[0]}));
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The plugin's view of its connections. */
    Connections connections(PluginHome home) {
        return runtime.on(home.connection());
    }

    <T> T as(Caller caller, Callable<T> work) {
        try {
            return core.bean(WorkspaceScope.class).call(caller, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CheckedException(e);
        }
    }

    /** What the work of a caller has thrown. */
    static final class CheckedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CheckedException(Exception cause) {
            super(cause);
        }
    }

    @Override
    public void close() {
        if (first) {
            provider.close();
        }
        core.close();
    }
}
