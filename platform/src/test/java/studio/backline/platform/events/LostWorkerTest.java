package studio.backline.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.events.Stage.CORE;
import static studio.backline.platform.events.Stage.HEARER;
import static studio.backline.platform.events.Stage.ROLE;
import static studio.backline.platform.events.Stage.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.events.EventId;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.HeldThread;
import studio.backline.platform.work.HeldThreads;

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
        assertThat(table.begin(held.getFirst())).isTrue();
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
        int begun = 0;

        for (int i = 0; i < 20; i++) {
            List<Delivery> claimed = table.claim("node", List.of(ROLE), 10);
            for (Delivery each : claimed) {
                assertThat(table.begin(each)).isTrue();
                begun++;
                if (!each.event().facts().isEmpty()) {
                    // Here it falls, and the rest was never begun.
                    assertThat(claimed).hasSize(i == 0 ? 3 : 1);
                    break;
                }
                assertThat(settle(each)).isTrue();
            }
            stage.makeDue();
        }

        assertThat(stage.deliveries()).containsExactly("FAILED 0 5", "DONE 0 0", "DONE 0 0");
        assertThat(begun).as("five times the one, once each of the others").isEqualTo(7);
    }

    @Test
    void whatWasNotBegunHasNotFallenWithTheNodeThatStartsAgain() {
        wantedByNobodyAtWork();
        stage.publish(Map.of());
        stage.publish(Map.of());
        List<Delivery> claimed = table.claim("killed-node", List.of(ROLE), 10);
        assertThat(table.begin(claimed.getFirst())).isTrue();

        table.release("killed-node");

        assertThat(stage.deliveries()).containsExactly("PLANNED 0 1", "PLANNED 0 0");
        assertThat(table.begin(claimed.getLast())).as("what it may still begin").isFalse();
    }

    /** Its lease would have run out five seconds later, and another node had it too. */
    @Test
    void whatTakesLongKeepsItsLease() throws Exception {
        CountDownLatch sung = new CountDownLatch(1);
        wantedByNobodyAtWork();
        stage.publish(Map.of());
        stage.publish(Map.of());
        stage.serve(
                event -> {
                    stage.heard.add(event);
                    sung.await(1, TimeUnit.MINUTES);
                });
        stage.next();

        change("due_at = now() + interval '5 seconds'");

        await(() -> count("due_at > now() + interval '30 seconds'") == 2);
        sung.countDown();
        stage.next();
        await(() -> stage.deliveries().equals(List.of("DONE 0 0", "DONE 0 0")));
    }

    @Test
    void aHandlerThatDoesNotEndLeavesTheRestToOthers() throws Exception {
        HeldThreads held = CORE.bean(HeldThreads.class);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        wantedByNobodyAtWork();
        stage.publish(Map.of());
        stage.publish(Map.of());
        Stage.serve(
                stage.runtime,
                HEARER,
                Duration.ZERO,
                event -> {
                    stage.heard.add(event);
                    while (times.get() == 0 && over.getCount() > 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                    times.incrementAndGet();
                });

        stage.next();
        await(
                () ->
                        stage.deliveries()
                                .equals(
                                        List.of(
                                                "PLANNED 1 0 studio.backline.contract.events"
                                                        + ".EventHandler.longestRun",
                                                "PLANNED 0 0")));
        assertThat(held.now())
                .extracting(HeldThread::plugin)
                .containsExactly(HEARER.connection().id());

        over.countDown();
        await(() -> held.now().isEmpty());
        stage.makeDue();
        stage.next();
        stage.next();
        await(() -> stage.deliveries().stream().allMatch(each -> each.startsWith("DONE")));
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
        change("fence = fence + 1, due_at = now()");
    }

    private void change(String what) {
        CORE.behind()
                .sql("update backline.event_delivery set " + what + " where workspace_id = ?")
                .param(stage.caller.workspace().value())
                .update();
    }

    private long count(String which) {
        return CORE.behind()
                .sql(
                        "select count(*) from backline.event_delivery where workspace_id = ? and "
                                + which)
                .param(stage.caller.workspace().value())
                .query(Long.class)
                .single();
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
