package studio.backline.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.events.Stage.CORE;
import static studio.backline.platform.events.Stage.HEARER;
import static studio.backline.platform.events.Stage.ROLE;
import static studio.backline.platform.events.Stage.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.events.EventId;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Nodes come and go: what one held goes to another, and what it does late is refused. */
class LostWorkerTest {

    private final Stage stage = new Stage();
    private final DeliveryTable table = CORE.bean(DeliveryTable.class);

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void whatAKilledNodeHeldIsHandledByAnotherWhenItsLeaseHasRunOut() throws Exception {
        wantedByNobodyAtWork();
        EventId told = stage.publish(Map.of());
        List<Delivery> held = table.claim("killed-node", List.of(ROLE), 10);
        stage.serve(stage.heard::add);
        assertThat(table.claim("third-node", List.of(ROLE), 10)).isEmpty();

        stage.makeDue();

        assertThat(stage.next().id()).isEqualTo(told);
        await(() -> stage.deliveries().equals(List.of("DONE 0 1")));
        assertThat(settle(held.getFirst())).as("what the killed node may still do").isFalse();
    }

    @Test
    void theNodeItselfHasItBackWhenItStartsAgain() throws Exception {
        wantedByNobodyAtWork();
        EventId told = stage.publish(Map.of());
        assertThat(table.claim("killed-node", List.of(ROLE), 10)).hasSize(1);
        stage.serve(stage.heard::add);

        table.release("killed-node");
        CORE.bean(studio.backline.platform.work.Bell.class).ring(EventWorker.TOPIC);

        assertThat(stage.next().id()).isEqualTo(told);
    }

    @Test
    void aWorkerThatWokeTooLateWritesNothing() throws Exception {
        AtomicInteger times = new AtomicInteger();
        stage.serve(
                event -> {
                    stage.tally(event);
                    if (times.incrementAndGet() == 1) {
                        takenOver();
                    }
                    stage.heard.add(event);
                });

        stage.publish(Map.of());

        assertThat(stage.next().id()).isEqualTo(stage.next().id());
        await(() -> stage.deliveries().getFirst().startsWith("DONE"));
        assertThat(stage.tallied()).hasSize(1);
    }

    @Test
    void whatFallsWithItsWorkerIsClaimedAloneAndFailsTheFifthTime() {
        wantedByNobodyAtWork();
        stage.publish(Map.of("kills", "the server"));
        stage.publish(Map.of());
        stage.publish(Map.of());
        assertThat(table.claim("node", List.of(ROLE), 10)).hasSize(3);
        stage.makeDue();

        List<Delivery> alone = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Delivery> claimed = table.claim("node", List.of(ROLE), 10);
            assertThat(claimed).hasSizeLessThan(2);
            for (Delivery each : claimed) {
                alone.add(each);
                if (each.event().facts().isEmpty()) {
                    assertThat(settle(each)).isTrue();
                }
            }
            stage.makeDue();
        }

        assertThat(stage.deliveries()).containsExactly("FAILED 0 5", "DONE 0 1", "DONE 0 1");
        assertThat(alone).as("four times the one, once each of the others").hasSize(6);
    }

    @Test
    void twoNodesHandleEachOfManyOnce() throws Exception {
        try (Core other = CORE.anotherNode()) {
            PluginHome there = PluginHome.of(other, "hearer");
            Stage.serve(other.bean(EventRuntime.class), there, stage.heard::add);
            stage.serve(stage.heard::add);
            for (int i = 0; i < 200; i++) {
                stage.publish(Map.of("number", String.valueOf(i)));
            }

            await(() -> stage.heard.size() >= 200);
            await(() -> stage.deliveries().stream().allMatch("DONE 0 0"::equals));
            assertThat(stage.heard.stream().map(each -> each.facts().get("number")))
                    .doesNotHaveDuplicates()
                    .hasSize(200);
        }
    }

    /** Within 20 seconds, where a node that is not told would look after 60. */
    @Test
    void aNodeThatPublishesNothingIsToldOfIt() throws Exception {
        wantedByNobodyAtWork();
        CountDownLatch handledThere = new CountDownLatch(1);
        try (Core other = CORE.anotherNode()) {
            PluginHome there = PluginHome.of(other, "hearer");
            Stage.serve(other.bean(EventRuntime.class), there, event -> handledThere.countDown());

            stage.publish(Map.of());

            assertThat(handledThere.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void wantedByNobodyAtWork() {
        stage.serve(stage.heard::add);
        stage.switchOff();
    }

    /** As another node does when a lease has run out. */
    private void takenOver() {
        CORE.behind()
                .sql(
                        "update backline.event_delivery set fence = fence + 1, due_at = now() where"
                                + " workspace_id = ?")
                .param(stage.caller.workspace().value())
                .update();
    }

    private boolean settle(Delivery delivery) {
        return HEARER.in(
                stage.caller,
                () ->
                        HEARER.connection()
                                .jdbc()
                                .sql("select backline_api.settle_event(?, ?)")
                                .params(delivery.event().id().value(), delivery.fence())
                                .query(Boolean.class)
                                .single());
    }
}
