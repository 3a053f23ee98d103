package studio.backline.testkit.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.connections.AccessToken;
import studio.backline.contract.connections.Connection;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.ConnectionUnavailableException;
import studio.backline.contract.connections.ConnectionUnavailableException.Kind;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;

/** A plugin's test connects accounts, and has them fail, as people and providers would. */
class ConnectedAccountsTest {

    private final Caller owner = owner();
    private final List<String> told = new ArrayList<>();
    private Caller here = owner;
    private final ConnectedAccounts accounts =
            new ConnectedAccounts(
                    () -> Optional.of(here),
                    Set.of("fake"),
                    (caller, happened, facts) ->
                            told.add(happened + " " + facts.getOrDefault("cause", "")));

    private static Caller owner() {
        return new Caller(WorkspaceId.next(), Optional.empty(), Role.OWNER);
    }

    @Test
    void aConnectedAccountGivesTokensAndAnotherWhereOneIsRefused() throws Exception {
        ConnectionId id = accounts.connect(owner, "fake", "mail.read");

        AccessToken first = accounts.accessToken(id);
        assertThat(accounts.accessToken(id).value()).isEqualTo(first.value());
        AccessToken second = accounts.renew(id, first);
        assertThat(second.value()).isNotEqualTo(first.value());
        assertThat(accounts.renew(id, first).value()).isEqualTo(second.value());
        assertThat(second.scopes()).containsExactly("mail.read");
        assertThat(told).containsExactly("connection-made ");
    }

    @Test
    void whatEndsGivesNoTokenAndIsTold() throws Exception {
        ConnectionId refused = accounts.connect(owner, "fake");
        ConnectionId ended = accounts.connect(owner, "fake");
        told.clear();

        accounts.refuse(owner, refused);
        accounts.disconnect(owner, ended);

        assertThat(kind(refused)).isEqualTo(Kind.CONNECT_AGAIN);
        assertThat(kind(ended)).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(accounts.list()).extracting(Connection::usable).containsExactly(false);
        assertThat(told)
                .containsExactly("connection-ended refused", "connection-ended disconnected");
    }

    @Test
    void aProviderThatDoesNotAnswerIsForLater() throws Exception {
        ConnectionId id = accounts.connect(owner, "fake");

        accounts.providerAnswers(false);
        assertThat(kind(id)).isEqualTo(Kind.PROVIDER_UNAVAILABLE);
        accounts.providerAnswers(true);
        assertThat(accounts.accessToken(id).value()).isNotEmpty();
    }

    @Test
    void anotherWorkspaceSeesNothingOfIt() throws Exception {
        ConnectionId id = accounts.connect(owner, "fake");
        accounts.name(id, "ada@example.org");

        assertThat(accounts.list().getFirst().account()).contains("ada@example.org");
        here = owner();
        assertThat(accounts.list()).isEmpty();
        assertThat(kind(id)).isEqualTo(Kind.NOT_CONNECTED);
    }

    @Test
    void itIsAsStrictAsTheHouse() {
        assertThatThrownBy(() -> accounts.connect(owner, "another"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plugin.yaml");
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(accounts::list).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private Kind kind(ConnectionId id) {
        return catchThrowableOfType(
                        ConnectionUnavailableException.class, () -> accounts.accessToken(id))
                .kind();
    }
}
