package studio.backline.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.events.Stage.CORE;
import static studio.backline.platform.events.Stage.HEARER;
import static studio.backline.platform.events.Stage.TELLER;
import static studio.backline.platform.events.Stage.TYPE;
import static studio.backline.platform.events.Stage.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import studio.backline.contract.events.Event;
import studio.backline.contract.events.EventId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/** One plugin tells, another hears: after the commit, once, also when it was off meanwhile. */
class HearOfEventsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void itIsHeardInItsWorkspaceWithItsFacts() throws Exception {
        stage.serve(
                event -> {
                    assertThat(CORE.bean(CurrentCaller.class).require().workspace())
                            .isEqualTo(stage.caller.workspace());
                    stage.heard.add(event);
                });

        EventId told = stage.publish(Map.of("song", "7"));

        Event event = stage.next();
        assertThat(event.id()).isEqualTo(told);
        assertThat(event.type()).isEqualTo(TYPE);
        assertThat(event.facts()).containsExactly(Map.entry("song", "7"));
    }

    @Test
    void whatAHandlerWritesIsInTheEventsWorkspaceAlone() throws Exception {
        stage.serve(this::tallyAndNote);
        stage.publish(Map.of());
        Event event = stage.next();
        await(() -> stage.deliveries().equals(List.of("DONE 0 0")));

        assertThat(stage.tallied()).containsExactly(event.id().toString());
        Caller other = HEARER.newWorkspace();
        assertThat(
                        HEARER.in(
                                other,
                                () ->
                                        HEARER.connection()
                                                .jdbc()
                                                .sql("select word from tally")
                                                .query(String.class)
                                                .list()))
                .isEmpty();
    }

    @Test
    void whatWasRolledBackIsNotHeard() throws Exception {
        stage.serve(stage.heard::add);

        assertThatThrownBy(
                        () ->
                                TELLER.in(
                                        stage.caller,
                                        () -> {
                                            stage.events.publish(TYPE, Map.of("song", "never"));
                                            throw new IllegalArgumentException("stop");
                                        }))
                .hasMessage("stop");
        stage.publish(Map.of("song", "sung"));

        assertThat(stage.next().facts()).containsEntry("song", "sung");
        assertThat(stage.heard).isEmpty();
    }

    @Test
    void whoIsOffHearsAllOfItWhenBackAndOnce() throws Exception {
        stage.serve(stage.heard::add);
        stage.switchOff();

        EventId first = stage.publish(Map.of());
        EventId second = stage.publish(Map.of());
        assertThat(backlog()).containsExactly(2L, 0L);
        stage.serve(stage.heard::add);

        assertThat(List.of(stage.next().id(), stage.next().id())).containsExactly(first, second);
        await(() -> stage.deliveries().equals(List.of("DONE 0 0", "DONE 0 0")));
        stage.switchOff();
        stage.serve(stage.heard::add);
        EventId third = stage.publish(Map.of());
        assertThat(stage.next().id()).isEqualTo(third);
        assertThat(stage.heard).isEmpty();
    }

    /** What waits and what failed, as whoever runs the house sees it. */
    private List<Long> backlog() {
        return stage.runtime.backlog().stream()
                .filter(each -> each.hearer().equals(HEARER.connection().id()))
                .flatMap(each -> Stream.of(each.waiting(), each.failed()))
                .toList();
    }

    @Test
    void nothingIsKeptOfWhatNobodyWants() {
        stage.publish(Map.of("song", "to the wall"));

        assertThat(stage.deliveries()).isEmpty();
        assertThat(eventRows()).isZero();
    }

    @Test
    void whatAHandlerWroteBeforeItFailedIsGoneAndItHearsAgain() throws Exception {
        AtomicInteger times = new AtomicInteger();
        stage.serve(
                event -> {
                    stage.tally(event);
                    if (times.incrementAndGet() == 1) {
                        throw new IllegalStateException("a fault");
                    }
                    stage.heard.add(event);
                });

        stage.publish(Map.of("song", "twice"));
        await(
                () ->
                        stage.deliveries()
                                .equals(List.of("PLANNED 1 0 java.lang.IllegalStateException")));
        assertThat(stage.tallied()).isEmpty();
        stage.makeDue();

        stage.next();
        await(() -> stage.deliveries().equals(List.of("DONE 1 0")));
        assertThat(stage.tallied()).hasSize(1);
    }

    @Test
    void itGivesUpAfterTheLastTryAndSaysSo() {
        stage.serve(
                event -> {
                    throw new IOException("no luck");
                });

        stage.publish(Map.of("song", "broken"));
        for (int i = 1; i < EventDelivery.TRIES; i++) {
            String waiting = "PLANNED %d 0 java.io.IOException".formatted(i);
            await(() -> stage.deliveries().equals(List.of(waiting)));
            stage.makeDue();
        }

        String failed = "FAILED %d 0 java.io.IOException".formatted(EventDelivery.TRIES);
        await(() -> stage.deliveries().equals(List.of(failed)));
    }

    @Test
    void oneThatFailsIsNotInTheWayOfTheNext() throws Exception {
        stage.serve(
                event -> {
                    if (event.facts().containsKey("broken")) {
                        throw new IOException("no luck");
                    }
                    stage.heard.add(event);
                });

        stage.publish(Map.of("broken", "yes"));
        EventId sound = stage.publish(Map.of());

        assertThat(stage.next().id()).isEqualTo(sound);
    }

    @Test
    void aPluginTellsOnlyOfItselfAndInATransaction() {
        assertThatThrownBy(
                        () ->
                                TELLER.in(
                                        stage.caller,
                                        () -> stage.events.publish("hearer.song-sung", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with 'teller.'");
        assertThatThrownBy(
                        () -> TELLER.as(stage.caller, () -> stage.events.publish(TYPE, Map.of())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stage.publish(Map.of("song", "la".repeat(4_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8000 bytes");
    }

    @Test
    void notEvenBySqlOfItsOwn() {
        assertThatThrownBy(
                        () ->
                                TELLER.in(
                                        stage.caller,
                                        () ->
                                                TELLER.connection()
                                                        .jdbc()
                                                        .sql(
                                                                "select backline_api.publish_event(?,"
                                                                        + " 'hearer.song-sung', '{}')")
                                                        .param(TimeOrderedUuid.next())
                                                        .query(Integer.class)
                                                        .single()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("named after who publishes it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":{}}", "{\"a\":1}", "{\"a\":null}", "null", "\"a\""})
    void factsAreTextsByNameAlsoInSql(String facts) {
        assertThatThrownBy(
                        () ->
                                TELLER.in(
                                        stage.caller,
                                        () ->
                                                TELLER.connection()
                                                        .jdbc()
                                                        .sql(
                                                                "select backline_api.publish_event(?,"
                                                                        + " 'teller.song-sung', ?::jsonb)")
                                                        .params(TimeOrderedUuid.next(), facts)
                                                        .query(Integer.class)
                                                        .single()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("a flat JSON object whose values are strings");
    }

    @Test
    void aFactWithoutATextIsRefusedWhereItIsTold() {
        Map<String, String> facts = new HashMap<>();
        facts.put("song", null);

        assertThatThrownBy(() -> stage.publish(facts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have no text under 'song'");
    }

    @Test
    void oneThatCannotBeReadFailsByItselfAndTheOthersAreHeard() throws Exception {
        stage.serve(stage.heard::add);
        stage.switchOff();
        EventId broken = stage.publish(Map.of());
        CORE.behind()
                .sql("update backline.event set facts = '[1]' where id = ?")
                .param(broken.value())
                .update();
        EventId nearly = stage.publish(Map.of("song", "7"));
        CORE.behind()
                .sql(
                        "update backline.event set facts = '{\"song\":\"7\",\"key\":null}' where id = ?")
                .param(nearly.value())
                .update();
        EventId sound = stage.publish(Map.of());

        stage.serve(stage.heard::add);

        Event event = stage.next();
        assertThat(event.id()).isEqualTo(nearly);
        assertThat(event.facts()).isEqualTo(Map.of("song", "7"));
        assertThat(stage.next().id()).isEqualTo(sound);
        await(
                () ->
                        stage.deliveries()
                                .equals(List.of("FAILED 1 0 unreadable", "DONE 0 0", "DONE 0 0")));
    }

    @Test
    void aClockThatJumpsNeitherRepeatsNorDelays() throws Exception {
        stage.serve(stage.heard::add);
        stage.publish(Map.of());
        stage.next();
        await(() -> stage.deliveries().equals(List.of("DONE 0 0")));

        CORE.clock().pass(Duration.ofHours(1));
        EventId later = stage.publish(Map.of());
        assertThat(stage.next().id()).isEqualTo(later);
        CORE.clock().pass(Duration.ofHours(-1));
        EventId earlier = stage.publish(Map.of());

        assertThat(stage.next().id()).isEqualTo(earlier);
        assertThat(stage.heard).isEmpty();
    }

    @Test
    void whatEverybodyHandledIsPrunedBeforeWhatWaits() {
        stage.serve(stage.heard::add);
        stage.publish(Map.of());
        await(() -> stage.deliveries().equals(List.of("DONE 0 0")));
        stage.switchOff();
        stage.publish(Map.of());
        EventWorker worker = CORE.bean(EventWorker.class);

        prune(worker, Duration.ofDays(30));
        assertThat(stage.deliveries()).containsExactly("PLANNED 0 0");
        prune(worker, Duration.ofSeconds(-1));

        assertThat(stage.deliveries()).isEmpty();
        assertThat(eventRows()).isZero();
    }

    @Test
    void aPluginThatIsRemovedLeavesNoRow() {
        stage.serve(stage.heard::add);
        stage.switchOff();
        stage.publish(Map.of());
        stage.runtime.erase(HEARER.connection().id());

        assertThat(stage.deliveries()).isEmpty();
        assertThat(
                        CORE.behind()
                                .sql(
                                        "select count(*) from backline.event_subscription where"
                                                + " plugin_role = 'p_hearer'")
                                .query(Long.class)
                                .single())
                .isZero();
        stage.runtime.erase(TELLER.connection().id());
        assertThat(eventRows()).isZero();
    }

    @Test
    void howeverMuchIsOldAllOfItGoes() {
        CORE.behind()
                .sql(
                        """
                        insert into backline.event (workspace_id, id, type, facts, published_by, published_at)
                        select ?, uuidv7(), 'teller.song-sung', '{}', 'p_teller',
                            clock_timestamp() - interval '8 days' from generate_series(1, 12000)
                        """)
                .param(stage.caller.workspace().value())
                .update();

        prune(CORE.bean(EventWorker.class), Duration.ofDays(30));

        assertThat(eventRows()).isZero();
    }

    private static void prune(EventWorker worker, Duration longest) {
        Optional<Instant> reached = Optional.of(Instant.EPOCH);
        while (reached.isPresent()) {
            reached = worker.prune(Duration.ofSeconds(-1), longest, reached.get());
        }
    }

    private void tallyAndNote(Event event) {
        stage.tally(event);
        stage.heard.add(event);
    }

    private long eventRows() {
        return CORE.behind()
                .sql("select count(*) from backline.event where workspace_id = ?")
                .param(stage.caller.workspace().value())
                .query(Long.class)
                .single();
    }
}
