package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import studio.backline.contract.connections.AccessToken;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.ConnectionUnavailableException;
import studio.backline.contract.connections.ConnectionUnavailableException.Kind;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.connections.ProviderDeclaration.Terms;
import studio.backline.platform.core.PluginHome;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.Fault;

/** A plugin asks for a token: whose, how fresh, and how many ask the provider for it. */
class RenewTokensTest extends OnStage {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aFreshTokenIsHandedOutAsItIs() {
        ConnectionId id = stage.connect().connection();
        int asked = requests();

        assertThat(token(id).value()).isEqualTo(token(id).value());
        stage.core.clock().pass(HOUR.minusSeconds(61));
        assertThat(token(id).value()).isEqualTo(token(id).value());

        assertThat(requests()).isEqualTo(asked);
    }

    @Test
    void aMinuteBeforeItsEndItIsRenewedAndTheNextOneAgain() {
        ConnectionId id = stage.connect().connection();
        String first = token(id).value();
        stage.core.clock().pass(HOUR.minusSeconds(59));
        String second = token(id).value();
        stage.core.clock().pass(HOUR);
        String third = token(id).value();

        assertThat(Set.of(first, second, third)).hasSize(3);
        assertThat(stage.provider.everyToken()).contains(first, second, third);
    }

    @Test
    void aProviderThatKeepsItsRefreshTokenIsAskedWithItAgain() {
        stage.provider.rotates(false);
        ConnectionId id = stage.connect().connection();
        for (int i = 0; i < 3; i++) {
            stage.core.clock().pass(HOUR);
            stage.provider.next(Endpoint.TOKEN, Fault.without("refresh_token"));
            assertThat(token(id).value()).isNotEmpty();
        }
    }

    @Test
    void aRefreshTokenThatGoesMissingInTheAnswerIsTheOldOne() {
        stage.provider.rotates(false);
        ConnectionId id = stage.connect().connection();
        stage.core.clock().pass(HOUR);
        stage.provider.next(Endpoint.TOKEN, Fault.without("scope"));

        assertThat(token(id).scopes()).isEqualTo(Stage.ASKED);
    }

    @Test
    void threadsOfTwoNodesAskTheProviderOnce() throws Exception {
        ConnectionId id = stage.connect().connection();
        stage.core.clock().pass(HOUR);
        int asked = requests();
        Set<String> got;
        try (Stage node = stage.anotherNode();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PluginHome there = PluginHome.of(node.core, Stage.PLUGIN.value());
            List<Future<AccessToken>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Stage where = i % 2 == 0 ? stage : node;
                Connections own = i % 2 == 0 ? connections : node.connections(there);
                all.add(threads.submit(() -> where.as(where.owner(), () -> own.accessToken(id))));
            }
            got = all.stream().map(RenewTokensTest::value).collect(Collectors.toSet());
        }

        assertThat(got).hasSize(1);
        assertThat(requests()).isEqualTo(asked + 1);
        assertThat(stage.provider.everyToken()).containsAll(got);
    }

    private static String value(Future<AccessToken> future) {
        try {
            return future.get().value();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheProviderHasEndedIsToldAndNotAskedForAgain() {
        ConnectionId id = stage.connect().connection();
        stage.provider.peopleWithdraw();
        stage.core.clock().pass(HOUR);

        assertThat(unavailable(connections, stage.owner(), id).kind())
                .isEqualTo(Kind.CONNECT_AGAIN);
        int asked = requests();
        assertThat(unavailable(connections, stage.owner(), id).kind())
                .isEqualTo(Kind.CONNECT_AGAIN);
        assertThat(requests()).isEqualTo(asked);
        assertThat(stage.as(stage.owner(), connections::list))
                .filteredOn(each -> each.id().equals(id))
                .allMatch(each -> !each.usable());

        stage.connect(stage.owner(), Optional.of(id));
        assertThat(token(id).value()).isNotEmpty();
    }

    @Test
    void aTokenThatIsGoodForSecondsIsHandedOutWhereTheProviderFails() {
        ConnectionId id = stage.connect().connection();
        String first = token(id).value();
        stage.core.clock().pass(HOUR.minusSeconds(30));
        stage.provider.next(Endpoint.TOKEN, Fault.status(503));

        assertThat(token(id).value()).isEqualTo(first);
        stage.core.clock().pass(Duration.ofSeconds(29));
        stage.provider.next(Endpoint.TOKEN, Fault.status(503));
        assertThat(unavailable(connections, stage.owner(), id).kind())
                .isEqualTo(Kind.PROVIDER_UNAVAILABLE);
    }

    @Test
    void aTokenThatIsRefusedBeforeItsTimeIsRenewedOnce() {
        ConnectionId id = stage.connect().connection();
        AccessToken first = token(id);
        int asked = requests();

        AccessToken second = stage.as(stage.owner(), () -> connections.renew(id, first));
        AccessToken third = stage.as(stage.owner(), () -> connections.renew(id, first));

        assertThat(second.value()).isNotEqualTo(first.value()).isEqualTo(third.value());
        assertThat(requests()).isEqualTo(asked + 1);
    }

    @Test
    void whatWasGivenWithoutAWayToRenewItEnds() {
        stage.provider.next(Endpoint.TOKEN, Fault.without("refresh_token"));
        ConnectionId id = stage.connect().connection();
        assertThat(token(id).value()).isNotEmpty();
        int asked = requests();
        stage.core.clock().pass(HOUR);

        assertThat(unavailable(connections, stage.owner(), id))
                .hasMessage(
                        ConnectionFault.NOT_LASTING.text(java.util.Locale.ENGLISH, "Fake Mail"));
        assertThat(requests()).isEqualTo(asked);
    }

    @Test
    void aTokenWithoutEndIsTakenWhereThePluginSaysSo() {
        stage.declare(stage.declaration(new Terms(Optional.empty(), true, Optional.empty()), true));
        stage.setUp(studio.backline.testkit.provider.FakeClient.Proof.BASIC);
        stage.provider.next(Endpoint.TOKEN, Fault.without("expires_in"));
        ConnectionId id = stage.connect().connection();
        stage.core.clock().pass(Duration.ofDays(400));

        assertThat(token(id).expiresAt()).isEmpty();
    }

    @Test
    void anotherPluginAndAnotherWorkspaceSeeNothingOfIt() {
        ConnectionId id = stage.connect().connection();
        Connections others = stage.connections(PluginHome.of(stage.core, "other-mail"));

        assertThat(unavailable(others, stage.owner(), id).kind()).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(stage.as(stage.owner(), others::list)).isEmpty();
        Caller elsewhere = stage.elsewhere();
        assertThat(unavailable(connections, elsewhere, id).kind()).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(stage.as(elsewhere, connections::list)).isEmpty();
        assertThat(stage.as(elsewhere, () -> stage.desk.disconnect(id)))
                .isEqualTo(ConnectionDesk.Ended.GONE);
    }

    @Test
    void insideATransactionOfThePluginNobodyWaitsForAProvider() {
        ConnectionId id = stage.connect().connection();
        assertThatThrownBy(
                        () ->
                                home.in(
                                        stage.owner(),
                                        () -> {
                                            try {
                                                return connections.accessToken(id);
                                            } catch (ConnectionUnavailableException e) {
                                                throw new AssertionError(e);
                                            }
                                        }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsDisconnectedWhileItIsRenewedIsGivenBack() {
        int live = stage.provider.live();
        ConnectionId id = stage.connect().connection();
        stage.core.clock().pass(HOUR);
        stage.atTheNextAnswer(() -> stage.as(stage.owner(), () -> stage.desk.disconnect(id)));

        assertThat(unavailable(connections, stage.owner(), id).kind())
                .isEqualTo(Kind.NOT_CONNECTED);
        assertThat(stage.provider.live()).isEqualTo(live);
    }

    @Test
    void aNameThatThePluginGivesIsSealedAndShown() {
        ConnectionId id = stage.connect().connection();
        stage.as(
                stage.owner(),
                () -> {
                    connections.name(id, " ada-canary@example.org ");
                    return id;
                });

        assertThat(stage.as(stage.owner(), connections::list))
                .filteredOn(each -> each.id().equals(id))
                .allMatch(each -> each.account().equals(Optional.of("ada-canary@example.org")));
        assertThat(
                        stage.core
                                .behind()
                                .sql("select t::text from backline.connection t")
                                .query(String.class)
                                .list())
                .noneMatch(row -> row.contains("canary"));
        assertThatThrownBy(
                        () ->
                                stage.as(
                                        stage.owner(),
                                        () -> {
                                            connections.name(id, "two\nlines");
                                            return id;
                                        }))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int requests() {
        return stage.provider.requests(Endpoint.TOKEN);
    }

    private static AccessToken token(ConnectionId id) {
        return stage.as(stage.owner(), () -> connections.accessToken(id));
    }

    private static ConnectionUnavailableException unavailable(
            Connections asking, Caller caller, ConnectionId id) {
        Stage.CheckedException thrown =
                catchThrowableOfType(
                        Stage.CheckedException.class,
                        () -> stage.as(caller, () -> asking.accessToken(id)));
        assertThat(thrown).isNotNull();
        return (ConnectionUnavailableException) thrown.getCause();
    }
}
