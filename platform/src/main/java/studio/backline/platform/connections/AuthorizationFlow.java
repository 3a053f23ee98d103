package studio.backline.platform.connections;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.connections.store.FlowTable;
import studio.backline.platform.connections.store.PendingFlow;
import studio.backline.platform.connections.store.PendingFlow.Target;
import studio.backline.platform.connections.tokens.Arrivals;
import studio.backline.platform.connections.tokens.KnownProviders;
import studio.backline.platform.connections.wire.Party;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.SessionToken;

/**
 * How a person lets a plugin act for them elsewhere: authorization code (RFC 6749, section 4.1)
 * with PKCE by SHA-256 (RFC 7636). Who was sent comes back once, within ten minutes, in the same
 * session, to the address that belongs to the provider they were sent to.
 */
public final class AuthorizationFlow {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final FlowTable flows;
    private final KnownProviders providers;
    private final Arrivals arrivals;
    private final Clock clock;

    AuthorizationFlow(FlowTable flows, KnownProviders providers, Arrivals arrivals, Clock clock) {
        this.flows = flows;
        this.providers = providers;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /**
     * A person who wants to go.
     *
     * @param by who, and for which workspace
     * @param session in which they are signed in
     * @param plugin for which
     * @param provider to which
     * @param again the connection that is to be made anew
     */
    public record Departure(
            Caller by,
            SessionToken session,
            PluginId plugin,
            String provider,
            Optional<ConnectionId> again) {}

    /**
     * A person who has come back.
     *
     * @param account who is signed in
     * @param session in which
     * @param plugin named by the address that they came to
     * @param provider named by the address that they came to
     * @param parameters of that address
     */
    public record Arrival(
            AccountId account,
            SessionToken session,
            PluginId plugin,
            String provider,
            Map<String, String[]> parameters) {}

    /**
     * What came of it.
     *
     * @param workspace of which
     * @param connection that is there now
     * @param provider what it is called
     * @param whole whether all that was asked for was granted
     * @param wayBack where the person goes on
     */
    public record Connected(
            WorkspaceId workspace,
            ConnectionId connection,
            Function<Locale, String> provider,
            boolean whole,
            WayBack wayBack) {}

    /**
     * Where to send the person.
     *
     * @param redirect where the provider sends them back to: the same each time, as it is entered
     *     there
     * @param wayBack where they go on afterwards
     * @throws ConnectionException where their role does not allow it, or the provider is not set up
     */
    public URI begin(Departure departure, URI redirect, WayBack wayBack) {
        DeclaredProvider declared = providers.declared(departure.plugin(), departure.provider());
        ProviderDeclaration provider = declared.provider();
        Caller by = departure.by();
        if (!by.role().covers(Role.MANAGER)) {
            throw new ConnectionException(ConnectionFault.NOT_ALLOWED, provider.name());
        }
        AccountId account =
                by.account()
                        .orElseThrow(
                                () ->
                                        new ConnectionException(
                                                ConnectionFault.NOT_ALLOWED, provider.name()));
        Party party = providers.party(declared);
        Instant now = clock.instant();
        String state = SecureTokens.token();
        CodeVerifier verifier = new CodeVerifier();
        PendingFlow flow =
                new PendingFlow(
                        TimeOrderedUuid.next(),
                        by.workspace(),
                        account,
                        SecureTokens.digest(departure.session().value()),
                        new Target(departure.plugin(), departure.provider(), departure.again()),
                        party.clientId(),
                        redirect,
                        provider.asked(),
                        wayBack.path(),
                        now.plus(LONGEST));
        flows.add(state, verifier.getValue(), flow, now);
        return address(party, provider, flow, state, verifier);
    }

    private static URI address(
            Party party,
            ProviderDeclaration provider,
            PendingFlow flow,
            String state,
            CodeVerifier verifier) {
        AuthorizationRequest.Builder request =
                new AuthorizationRequest.Builder(
                                new ResponseType(ResponseType.Value.CODE),
                                new ClientID(party.clientId()))
                        .endpointURI(party.addresses().authorization())
                        .redirectionURI(flow.redirect())
                        .scope(new Scope(flow.asked().toArray(String[]::new)))
                        .state(new State(state))
                        .codeChallenge(verifier, CodeChallengeMethod.S256);
        provider.parameters().forEach(request::customParameter);
        return request.build().toURI();
    }

    /**
     * Takes the person in. The connection is there when this returns.
     *
     * @throws ConnectionException where nothing was connected, saying why
     */
    public Connected finish(Arrival arrival) {
        Function<Locale, String> name = providers.name(arrival.plugin(), arrival.provider());
        String state =
                single(arrival, "state")
                        .orElseThrow(
                                () -> new ConnectionException(ConnectionFault.STATE_UNKNOWN, name));
        FlowTable.Taken taken =
                flows.take(state)
                        .orElseThrow(
                                () -> new ConnectionException(ConnectionFault.STATE_UNKNOWN, name));
        PendingFlow flow = taken.flow();
        boolean same =
                flow.account().equals(arrival.account())
                        && SecureTokens.same(
                                flow.session(), SecureTokens.digest(arrival.session().value()))
                        && flow.target().plugin().equals(arrival.plugin())
                        && flow.target().provider().equals(arrival.provider());
        if (!same) {
            throw new ConnectionException(ConnectionFault.STATE_OF_ANOTHER, name);
        }
        if (!clock.instant().isBefore(flow.expiresAt())) {
            throw new ConnectionException(ConnectionFault.STATE_EXPIRED, name);
        }
        DeclaredProvider declared = providers.declared(arrival.plugin(), arrival.provider());
        Party party = providers.party(declared);
        if (!party.clientId().equals(flow.clientId())) {
            // Entered anew meanwhile: the code is for the one that was named.
            throw new ConnectionException(ConnectionFault.STATE_EXPIRED, name);
        }
        return arrivals.take(taken, declared, party, code(arrival, declared));
    }

    private static String code(Arrival arrival, DeclaredProvider declared) {
        Function<Locale, String> name = declared.provider().name();
        requireIssuer(arrival, declared);
        Optional<String> error = single(arrival, "error");
        if (error.isPresent()) {
            throw new ConnectionException(
                    error.get().equals("access_denied")
                            ? ConnectionFault.DENIED
                            : ConnectionFault.REFUSED_THERE,
                    name);
        }
        return single(arrival, "code")
                .filter(code -> code.matches("[\\x20-\\x7E]{1,2000}"))
                .orElseThrow(() -> new ConnectionException(ConnectionFault.ANSWER_WRONG, name));
    }

    /** An answer that names its provider names this one (RFC 9207, section 2.4). */
    private static void requireIssuer(Arrival arrival, DeclaredProvider declared) {
        ProviderAddresses addresses = declared.provider().addresses();
        if (addresses.issuer().isEmpty()) {
            return;
        }
        boolean named = arrival.parameters().containsKey("iss");
        boolean same = single(arrival, "iss").equals(addresses.issuer());
        if (named ? !same : addresses.namesIssuer()) {
            throw new ConnectionException(ConnectionFault.ISSUER_OTHER, declared.provider().name());
        }
    }

    /** A parameter that is there once (RFC 6749, section 3.1). */
    private static Optional<String> single(Arrival arrival, String parameter) {
        String[] values = arrival.parameters().getOrDefault(parameter, new String[0]);
        return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }
}
