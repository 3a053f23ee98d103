package studio.backline.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.events.Event;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.events.EventId;
import studio.backline.contract.events.Events;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Bell;

/** One plugin that tells, another that hears, and a workspace of the test's own. */
final class Stage {

    static final Core CORE = Core.shared();
    static final PluginHome TELLER = PluginHome.of(CORE, "teller");
    static final PluginHome HEARER = PluginHome.of(CORE, "hearer");
    static final String TYPE = "teller.song-sung";
    static final String ROLE = HEARER.connection().id().schema();

    final EventRuntime runtime = CORE.bean(EventRuntime.class);
    final Events events = runtime.on(TELLER.connection());
    final Caller caller = TELLER.newWorkspace();
    final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();

    /** What a handler does. */
    @FunctionalInterface
    interface Handling {

        void of(Event event) throws Exception;
    }

    void serve(Handling handling) {
        serve(runtime, HEARER, handling);
    }

    /** By a runtime of any node. */
    static void serve(EventRuntime runtime, PluginHome hearer, Handling handling) {
        serve(runtime, hearer, Duration.ofMinutes(5), handling);
    }

    static void serve(
            EventRuntime runtime, PluginHome hearer, Duration longest, Handling handling) {
        runtime.serve(
                hearer.connection(),
                Stage.class.getClassLoader(),
                List.of(handler(longest, handling)));
    }

    private static EventHandler handler(Duration longest, Handling handling) {
        return new EventHandler() {
            @Override
            public Set<String> types() {
                return Set.of(TYPE);
            }

            @Override
            public void handle(Event event) throws Exception {
                handling.of(event);
            }

            @Override
            public Duration longestRun() {
                return longest;
            }
        };
    }

    /** Switches the hearer off, as a plugin is that is disabled. */
    void switchOff() {
        runtime.withdraw(HEARER.connection().id());
    }

    /** The hearer wants nothing any more, and nothing waits for it. */
    void clear() {
        switchOff();
        runtime.erase(HEARER.connection().id());
        runtime.erase(TELLER.connection().id());
    }

    EventId publish(Map<String, String> facts) {
        return TELLER.in(caller, () -> events.publish(TYPE, facts));
    }

    Event next() throws InterruptedException {
        @Nullable Event event = heard.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event within 20 seconds").isNotNull();
        return Objects.requireNonNull(event);
    }

    /** Writes into the hearer's table, in the transaction of the handler. */
    void tally(Event event) {
        HEARER.connection()
                .jdbc()
                .sql("insert into tally (id, word) values (?, ?)")
                .params(TimeOrderedUuid.next(), event.id().toString())
                .update();
    }

    List<String> tallied() {
        return HEARER.in(
                caller,
                () ->
                        HEARER.connection()
                                .jdbc()
                                .sql("select word from tally")
                                .query(String.class)
                                .list());
    }

    /** State, faults and crashes of each delivery of the workspace, in the order of publishing. */
    List<String> deliveries() {
        return CORE.behind()
                .sql(
                        "select concat_ws(' ', state, tries, crashes, fault) from"
                                + " backline.event_delivery where workspace_id = ? order by event_id")
                .param(caller.workspace().value())
                .query(String.class)
                .list();
    }

    /** As if the time to wait, or the lease, had passed. */
    void makeDue() {
        CORE.behind()
                .sql(
                        "update backline.event_delivery set due_at = now() - interval '1 second'"
                                + " where workspace_id = ? and state in ('PLANNED', 'RUNNING')")
                .param(caller.workspace().value())
                .update();
        CORE.bean(Bell.class).ring(EventWorker.TOPIC);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 20 seconds").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
