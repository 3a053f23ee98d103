package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.connections.ConnectionDesk.Ended;
import studio.backline.platform.identity.IdentityException;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.Fault;

/** Connections come to an end: by a person, with their plugin, with their workspace. */
class EndConnectionsTest extends OnStage {

    @Test
    void whoIsNoManagerEndsNothingAndSeesNothing() {
        ConnectionId id = stage.connect().connection();
        Caller member = new Caller(stage.workspace, Optional.of(stage.operator), Role.MEMBER);

        assertThatThrownBy(() -> stage.as(member, () -> stage.desk.disconnect(id)))
                .isInstanceOf(ConnectionException.class);
        assertThatThrownBy(() -> stage.as(member, stage.desk::offers))
                .isInstanceOf(ConnectionException.class);
        assertThat(stage.as(stage.owner(), () -> stage.desk.disconnect(id)))
                .isEqualTo(Ended.GIVEN_BACK);
    }

    @Test
    void withItsPluginAllGoInEveryWorkspaceAndAreGivenBack() {
        int live = stage.provider.live();
        Caller other = stage.elsewhere();
        stage.connect();
        stage.connect(other, Optional.empty());
        stage.begin();

        stage.runtime.erase(Stage.PLUGIN);

        assertThat(stage.provider.live()).isLessThanOrEqualTo(live);
        for (String table : List.of("connection", "connection_flow", "connection_client")) {
            assertThat(count(table)).as(table).isZero();
        }
        stage.runtime.erase(Stage.PLUGIN);
    }

    @Test
    void withItsPluginAllGoThoughTheProviderIsSilent() {
        stage.connect();
        stage.provider.always(Endpoint.REVOCATION, Fault.slow());

        stage.runtime.erase(Stage.PLUGIN);

        assertThat(count("connection")).isZero();
        assertThat(
                        stage.core
                                .behind()
                                .sql(
                                        """
                                        select count(*) from backline.audit_entry e
                                        join backline.audit_payload p using (workspace_id, id)
                                        where e.act = 'connections.disconnected'
                                          and p.facts ->> 'given-back' = 'not-reached'
                                        """)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void withItsWorkspaceAllOfItGoAndThoseOfOthersStay() {
        Caller other = stage.elsewhere();
        ConnectionId stays = stage.connect().connection();
        stage.connect(other, Optional.empty());

        stage.runtime.erase(other.workspace());

        assertThat(stage.as(other, stage.desk::offers).getFirst().connections()).isEmpty();
        assertThat(stage.as(stage.owner(), stage.desk::offers).getFirst().connections())
                .anyMatch(each -> each.id().equals(stays));
    }

    @Test
    void whatAPluginThatDoesNotRunHasConnectedIsSeenAndEnded() {
        ConnectionId id = stage.connect().connection();
        stage.declared.remove(Stage.PLUGIN);

        assertThat(stage.as(stage.owner(), stage.desk::offers)).isEmpty();
        assertThat(stage.as(stage.owner(), stage.desk::others))
                .anyMatch(each -> each.id().equals(id));
        int live = stage.provider.live();
        assertThat(stage.as(stage.owner(), () -> stage.desk.disconnect(id)))
                .isEqualTo(Ended.GIVEN_BACK);
        assertThat(stage.provider.live()).isEqualTo(live - 1);
    }

    @Test
    void whereNobodyKnowsTheProviderAnyMoreThatIsSaid() {
        ConnectionId id = stage.connect().connection();
        stage.clients.forget(stage.operator, Stage.PLUGIN, Stage.PROVIDER);

        assertThat(stage.as(stage.owner(), () -> stage.desk.disconnect(id)))
                .isEqualTo(Ended.NO_WAY);
    }

    @Test
    void onlyWhoRunsTheHouseEntersWhatItIsToAProvider() {
        assertThatThrownBy(
                        () ->
                                stage.clients.enter(
                                        AccountId.next(),
                                        Stage.PLUGIN,
                                        Stage.PROVIDER,
                                        "mine",
                                        "mine"))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(
                        () ->
                                stage.clients.enter(
                                        stage.operator,
                                        Stage.PLUGIN,
                                        Stage.PROVIDER,
                                        "two words",
                                        "secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretThatIsNotTypedAgainStaysAndIsShownToNobody() {
        stage.clients.enter(stage.operator, Stage.PLUGIN, Stage.PROVIDER, "house-1", "");

        ProviderClients.Entry entry = stage.clients.entries().getFirst();
        assertThat(entry.clientId()).contains("house-1");
        assertThat(entry.secret()).isTrue();
        assertThat(entry.toString()).doesNotContain("canary");
        assertThat(stage.connect().whole()).isTrue();
    }

    private static long count(String table) {
        return stage.core
                .behind()
                .sql("select count(*) from backline." + table)
                .query(Long.class)
                .single();
    }
}
