package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.events.Event;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.events.EventRuntime;

/** A plugin hears what becomes of its connections. */
class HearOfConnectionsTest extends OnStage {

    private static final Set<String> TYPES =
            Set.of("fan-mail." + Connections.MADE, "fan-mail." + Connections.ENDED);

    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final EventRuntime events = stage.core.bean(EventRuntime.class);

    private static EventHandler into(BlockingQueue<Event> queue) {
        return new EventHandler() {
            @Override
            public Set<String> types() {
                return TYPES;
            }

            @Override
            public void handle(Event event) {
                queue.add(event);
            }
        };
    }

    private void listen(PluginHome who, BlockingQueue<Event> into) {
        events.serve(
                who.connection(),
                HearOfConnectionsTest.class.getClassLoader(),
                List.of(into(into)));
    }

    @AfterEach
    void forget() {
        events.withdraw(Stage.PLUGIN);
        events.erase(Stage.PLUGIN);
    }

    @Test
    void itHearsWhenAPersonConnectsAndDisconnects() throws Exception {
        listen(home, heard);

        ConnectionId id = stage.connect().connection();
        hears(Connections.MADE, facts(id));
        stage.as(stage.owner(), () -> stage.desk.disconnect(id));
        hears(Connections.ENDED, facts(id), Map.of("cause", "disconnected"));
    }

    @Test
    void itHearsThatTheProviderHasEndedItAndThatItIsMadeAgain() throws Exception {
        ConnectionId id = stage.connect().connection();
        listen(home, heard);
        stage.provider.peopleWithdraw();
        stage.core.clock().pass(Duration.ofHours(1));

        assertThatThrownBy(() -> stage.as(stage.owner(), () -> connections.accessToken(id)))
                .isInstanceOf(Stage.CheckedException.class);
        hears(Connections.ENDED, facts(id), Map.of("cause", "refused"));
        stage.connect(stage.owner(), Optional.of(id));
        hears(Connections.MADE, facts(id));
        assertThat(heard).isEmpty();
    }

    @Test
    void itHearsInTheWorkspaceThatItIsOfAndNobodyElseHears() throws Exception {
        PluginHome other = PluginHome.of(stage.core, "eavesdrop");
        BlockingQueue<Event> overheard = new LinkedBlockingQueue<>();
        listen(other, overheard);
        listen(home, heard);
        Caller elsewhere = stage.elsewhere();

        ConnectionId id = stage.connect(elsewhere, Optional.empty()).connection();
        hears(Connections.MADE, facts(id));

        assertThat(
                        stage.core
                                .behind()
                                .sql(
                                        """
                                        select d.workspace_id || ' ' || d.plugin_role
                                        from backline.event_delivery d
                                        join backline.event e
                                          on e.workspace_id = d.workspace_id and e.id = d.event_id
                                        where e.facts ->> 'connection' = ?
                                        """)
                                .param(id.toString())
                                .query(String.class)
                                .list())
                .containsExactly(elsewhere.workspace() + " p_fan_mail");
        assertThat(overheard).isEmpty();
        events.withdraw(other.connection().id());
        events.erase(other.connection().id());
    }

    private static Map<String, String> facts(ConnectionId id) {
        return Map.of("connection", id.toString(), "provider", Stage.PROVIDER);
    }

    @SafeVarargs
    private void hears(String happened, Map<String, String>... facts) throws Exception {
        Event event = heard.poll(20, TimeUnit.SECONDS);
        assertThat(event).as(happened).isNotNull();
        assertThat(event.type()).isEqualTo("fan-mail." + happened);
        for (Map<String, String> each : facts) {
            assertThat(event.facts()).containsAllEntriesOf(each);
        }
    }
}
