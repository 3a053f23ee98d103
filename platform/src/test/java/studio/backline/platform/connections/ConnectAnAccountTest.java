package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import studio.backline.contract.connections.AccessToken;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.connections.AuthorizationFlow.Arrival;
import studio.backline.platform.connections.AuthorizationFlow.Connected;
import studio.backline.platform.connections.AuthorizationFlow.Departure;
import studio.backline.platform.connections.ProviderDeclaration.Terms;
import studio.backline.platform.identity.SessionToken;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.FakeClient;
import studio.backline.testkit.provider.Fault;

/**
 * A person lets a plugin act for them elsewhere: what is asked, who may come back, and with what.
 */
class ConnectAnAccountTest extends OnStage {

    @Test
    void whoGoesIsAskedForWhatThePluginDeclaresAndNothingElse() {
        Map<String, String[]> asked = Stage.parameters(stage.begin());

        assertThat(Set.of(asked.get("scope")[0].split(" "))).isEqualTo(Stage.ASKED);
        assertThat(asked.get("response_type")).containsExactly("code");
        assertThat(asked.get("code_challenge_method")).containsExactly("S256");
        assertThat(asked.get("code_challenge")[0]).hasSize(43);
        assertThat(asked.get("redirect_uri")).containsExactly(Stage.BACK.toString());
        assertThat(asked.get("access_type")).containsExactly("offline");
        assertThat(asked.get("state")[0]).hasSize(43);
        assertThat(asked).doesNotContainKeys("client_secret", "code_verifier");
    }

    @ParameterizedTest
    @EnumSource(FakeClient.Proof.class)
    void whoeverComesBackIsConnectedHoweverTheHouseProvesWhoItIs(FakeClient.Proof proof) {
        ProviderDeclaration plain = stage.declaration(Terms.NONE, true);
        stage.declare(
                new ProviderDeclaration(
                        plain.id(),
                        plain.name(),
                        stage.addresses(true, ClientProof.valueOf(proof.name())),
                        Map.of(),
                        plain.scopes(),
                        Set.of(),
                        Terms.NONE));
        stage.setUp(proof);

        Connected connected = stage.connect();

        assertThat(connected.whole()).isTrue();
        assertThat(connected.wayBack()).isEqualTo(WayBack.USUAL);
        AccessToken token =
                stage.as(stage.owner(), () -> connections.accessToken(connected.connection()));
        assertThat(stage.provider.everyToken()).contains(token.value());
        assertThat(token.scopes()).isEqualTo(Stage.ASKED);
        assertThat(token.expiresAt()).contains(stage.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void nothingOfATokenStandsAnywhereInTheOpen() {
        Connected connected = stage.connect();
        AccessToken token =
                stage.as(stage.owner(), () -> connections.accessToken(connected.connection()));

        for (String table :
                List.of("connection", "connection_client", "audit_payload", "connection_flow")) {
            assertThat(
                            stage.core
                                    .behind()
                                    .sql("select t::text from backline.%s t".formatted(table))
                                    .query(String.class)
                                    .list())
                    .as(table)
                    .noneMatch(row -> row.contains("canary") || row.contains(hex("canary")));
        }
        assertThat(token.toString()).doesNotContain("canary");
        assertThat(stage.as(stage.owner(), stage.desk::offers).toString()).doesNotContain("canary");
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theScreenTellsWhoConnectedWhenAndWhatWasGranted() {
        Connected connected = stage.connect();

        ConnectionSight sight =
                stage.as(stage.owner(), stage.desk::offers).getFirst().connections().stream()
                        .filter(each -> each.id().equals(connected.connection()))
                        .findFirst()
                        .orElseThrow();
        assertThat(sight.granted()).isEqualTo(Stage.ASKED);
        assertThat(sight.missing()).isEmpty();
        assertThat(sight.history().authorizedBy()).contains(stage.operator);
        assertThat(sight.health().usable()).isTrue();
        assertThat(trail("connections.connected")).isPositive();
    }

    private long trail(String act) {
        return stage.core
                .behind()
                .sql("select count(*) from backline.audit_entry where act = ?")
                .param(act)
                .query(Long.class)
                .single();
    }

    @Test
    void fewerScopesAreToldAndMoreAreGivenBack() {
        stage.provider.next(Endpoint.TOKEN, Fault.field("scope", "mail.read"));
        Connected fewer = stage.connect();
        assertThat(fewer.whole()).isFalse();

        int live = stage.provider.live();
        stage.provider.next(Endpoint.TOKEN, Fault.field("scope", "mail.read mail.send admin"));
        refused(ConnectionFault.TOO_MUCH, stage::connect);
        assertThat(stage.provider.live()).isEqualTo(live);
    }

    @Test
    void aConnectionIsMadeAnewInItsOwnPlace() {
        Connected first = stage.connect();
        int before = rows();

        Connected again = stage.connect(stage.owner(), Optional.of(first.connection()));

        assertThat(again.connection()).isEqualTo(first.connection());
        assertThat(rows()).isEqualTo(before);
    }

    private int rows() {
        return stage.as(stage.owner(), connections::list).size();
    }

    @Test
    void nobodyComesBackTwice() {
        URI back = stage.provider.visit(stage.begin());
        stage.arrive(back);

        refused(ConnectionFault.STATE_UNKNOWN, () -> stage.arrive(back));
    }

    @Test
    void nobodyElseComesBackAndTheStateIsUsedUp() {
        URI back = stage.provider.visit(stage.begin());
        Arrival mine = stage.arrival(back);
        Arrival another =
                new Arrival(
                        mine.account(),
                        new SessionToken("session-two"),
                        mine.plugin(),
                        mine.provider(),
                        mine.parameters());

        refused(ConnectionFault.STATE_OF_ANOTHER, () -> stage.flow.finish(another));
        refused(ConnectionFault.STATE_UNKNOWN, () -> stage.flow.finish(mine));
        assertThat(stage.provider.requests(Endpoint.TOKEN)).isEqualTo(tokenRequests());
    }

    private static int tokenRequests() {
        return stage.provider.requests(Endpoint.TOKEN);
    }

    @Test
    void anotherAccountInTheSameBrowserComesBackInVain() {
        Arrival mine = stage.arrival(stage.provider.visit(stage.begin()));
        refused(
                ConnectionFault.STATE_OF_ANOTHER,
                () ->
                        stage.flow.finish(
                                new Arrival(
                                        AccountId.next(),
                                        mine.session(),
                                        mine.plugin(),
                                        mine.provider(),
                                        mine.parameters())));
    }

    @Test
    void anAnswerAtAnotherProvidersAddressIsNotTaken() {
        Arrival mine = stage.arrival(stage.provider.visit(stage.begin()));
        int asked = tokenRequests();

        refused(
                ConnectionFault.STATE_OF_ANOTHER,
                () ->
                        stage.flow.finish(
                                new Arrival(
                                        mine.account(),
                                        mine.session(),
                                        new PluginId("other"),
                                        mine.provider(),
                                        mine.parameters())));
        assertThat(tokenRequests()).isEqualTo(asked);
    }

    @Test
    void whoStaysAwayTooLongBeginsAgain() {
        URI back = stage.provider.visit(stage.begin());
        stage.core.clock().pass(Duration.ofMinutes(10));

        refused(ConnectionFault.STATE_EXPIRED, () -> stage.arrive(back));
    }

    @Test
    void whoIsNoManagerNeitherGoesNorComesBack() {
        Caller member = new Caller(stage.workspace, Optional.of(stage.operator), Role.MEMBER);
        refused(ConnectionFault.NOT_ALLOWED, () -> stage.begin(member, Optional.empty()));

        Caller other = stage.elsewhere();
        URI back = stage.provider.visit(stage.begin(other, Optional.empty()));
        AccountId heir = AccountId.next();
        Workspaces workspaces = stage.core.bean(Workspaces.class);
        workspaces.add(other.workspace(), heir, Role.OWNER);
        workspaces.remove(other, stage.operator);
        refused(ConnectionFault.NOT_ALLOWED, () -> stage.arrive(back));
    }

    static Stream<Arguments> returns() {
        return Stream.of(
                Arguments.of(
                        Fault.returned("iss", "https://evil.example"),
                        ConnectionFault.ISSUER_OTHER),
                Arguments.of(Fault.returnedWithout("iss"), ConnectionFault.ISSUER_OTHER),
                Arguments.of(Fault.returnedTwice("iss"), ConnectionFault.ISSUER_OTHER),
                Arguments.of(Fault.returned("state", "guessed"), ConnectionFault.STATE_UNKNOWN),
                Arguments.of(Fault.returnedWithout("state"), ConnectionFault.STATE_UNKNOWN),
                Arguments.of(Fault.returnedTwice("state"), ConnectionFault.STATE_UNKNOWN),
                Arguments.of(Fault.returnedTwice("code"), ConnectionFault.ANSWER_WRONG),
                Arguments.of(Fault.returnedWithout("code"), ConnectionFault.ANSWER_WRONG),
                Arguments.of(Fault.returned("code", "forged"), ConnectionFault.CODE_REFUSED),
                Arguments.of(Fault.returned("code", "line\nbreak"), ConnectionFault.ANSWER_WRONG),
                Arguments.of(Fault.refused("access_denied"), ConnectionFault.DENIED),
                Arguments.of(Fault.refused("invalid_request"), ConnectionFault.REFUSED_THERE),
                Arguments.of(Fault.refused("unauthorized_client"), ConnectionFault.REFUSED_THERE),
                Arguments.of(
                        Fault.refused("unsupported_response_type"), ConnectionFault.REFUSED_THERE),
                Arguments.of(Fault.refused("invalid_scope"), ConnectionFault.REFUSED_THERE),
                Arguments.of(Fault.refused("server_error"), ConnectionFault.REFUSED_THERE),
                Arguments.of(
                        Fault.refused("temporarily_unavailable"), ConnectionFault.REFUSED_THERE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("returns")
    void whoeverIsSentBackWithSomethingElseIsToldWhyAndNothingIsKept(
            Fault fault, ConnectionFault expected) {
        int before = rows();
        stage.provider.next(Endpoint.AUTHORIZATION, fault);
        URI back = stage.provider.visit(stage.begin());

        ConnectionException told = refused(expected, () -> stage.arrive(back));

        assertThat(told).hasMessageStartingWith("Nothing was connected: ");
        assertThat(told.getMessage()).doesNotContain("script", "evil");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aProviderThatNeverNamesItselfIsTakenAtItsAddress() {
        stage.declare(stage.declaration(Terms.NONE, false));
        stage.setUp(FakeClient.Proof.BASIC);
        stage.provider.next(Endpoint.AUTHORIZATION, Fault.returnedWithout("iss"));
        assertThat(stage.connect().whole()).isTrue();

        stage.provider.next(Endpoint.AUTHORIZATION, Fault.returned("iss", "https://evil.example"));
        refused(ConnectionFault.ISSUER_OTHER, stage::connect);
    }

    @Test
    void aPluginThatNamesOtherAddressesGetsNoSecretBeforeSomebodyAgrees() {
        ProviderDeclaration plain = stage.declaration(Terms.NONE, true);
        ProviderAddresses was = plain.addresses();
        stage.declare(
                new ProviderDeclaration(
                        plain.id(),
                        plain.name(),
                        new ProviderAddresses(
                                was.authorization(),
                                URI.create("https://evil.example/token"),
                                was.revocation(),
                                was.issuer(),
                                true,
                                was.proof()),
                        Map.of(),
                        plain.scopes(),
                        Set.of(),
                        Terms.NONE));

        refused(ConnectionFault.ADDRESSES_CHANGED, stage::begin);
    }

    @Test
    void withoutAClientNobodyIsSentAnywhere() {
        stage.clients.forget(stage.operator, Stage.PLUGIN, Stage.PROVIDER);

        refused(ConnectionFault.NOT_SET_UP, stage::begin);
        refused(
                ConnectionFault.PROVIDER_UNKNOWN,
                () ->
                        stage.flow.begin(
                                new Departure(
                                        stage.owner(),
                                        Stage.SESSION,
                                        new PluginId("nobody"),
                                        "fake",
                                        Optional.empty()),
                                Stage.BACK,
                                WayBack.USUAL));
    }

    private static ConnectionException refused(
            ConnectionFault fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        ConnectionException refused = catchThrowableOfType(ConnectionException.class, work);
        assertThat(refused).isNotNull();
        assertThat(refused.fault()).isEqualTo(fault);
        return refused;
    }
}
