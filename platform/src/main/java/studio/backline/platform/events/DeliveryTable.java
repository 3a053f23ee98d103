package studio.backline.platform.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.events.Event;
import studio.backline.contract.events.EventId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.work.Pace;
import studio.backline.platform.work.TextMap;

/** The rows behind deliveries. Each method is a transaction of its own on the core's connection. */
@Component
class DeliveryTable {

    private static final int PRUNED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DeliveryTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What this plugin wants from now on, and nothing else. */
    void subscribe(String role, Set<String> types) {
        String[] wanted = types.toArray(String[]::new);
        transaction.executeWithoutResult(
                status -> {
                    jdbc.sql(
                                    "delete from backline.event_subscription where plugin_role = ?"
                                            + " and type <> all (?)")
                            .params(role, wanted)
                            .update();
                    jdbc.sql(
                                    "insert into backline.event_subscription (plugin_role, type)"
                                            + " select ?, each from unnest(?::text[]) as each on"
                                            + " conflict do nothing")
                            .params(role, wanted)
                            .update();
                });
    }

    /** What is due for these plugins, so many each at most. */
    List<Delivery> claim(String worker, Collection<String> roles, int most) {
        if (roles.isEmpty()) {
            return List.of();
        }
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select * from backline.claim_events(?, make_interval(secs"
                                                + " => ?), ?, ?)")
                                .params(
                                        worker,
                                        Pace.LEASE.toSeconds(),
                                        roles.toArray(String[]::new),
                                        most)
                                .query(DeliveryTable::delivery)
                                .list());
    }

    /** Before its handler; false where another worker has it. */
    boolean begin(Delivery delivery) {
        return inTransaction(
                () ->
                        jdbc.sql("select backline.begin_event(?, ?, ?, ?)")
                                .params(
                                        delivery.workspace().value(),
                                        delivery.event().id().value(),
                                        delivery.role(),
                                        delivery.fence())
                                .query(Boolean.class)
                                .single());
    }

    /** Goes on holding what a worker claimed for a plugin and has not come to the end of. */
    void renew(String worker, String role) {
        inTransaction(
                () ->
                        jdbc.sql("select backline.renew_events(?, ?, make_interval(secs => ?))")
                                .params(worker, role, Pace.LEASE.toSeconds())
                                .query(Long.class)
                                .single());
    }

    /** How long until something of theirs is due; empty when nothing waits. */
    Optional<Duration> untilNext(Collection<String> roles) {
        return inTransaction(
                () ->
                        jdbc.sql("select extract(epoch from backline.next_event(?))::float8")
                                .param(roles.toArray(String[]::new))
                                .query(Double.class)
                                .optional()
                                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
    }

    /** Gives back what this node held when it was killed; no other node can hold it. */
    void release(String worker) {
        inTransaction(
                () ->
                        jdbc.sql("select backline.release_events(?)")
                                .param(worker)
                                .query(Long.class)
                                .single());
    }

    /** Leaves it to whoever comes next, as if it had not been claimed. */
    void giveBack(Delivery delivery) {
        postpone(delivery, Duration.ZERO, null);
    }

    /** To be tried again after a while. */
    void retry(Delivery delivery, Duration pause, String fault) {
        postpone(delivery, pause, fault);
    }

    /** Not to be tried again by itself. */
    void fail(Delivery delivery, String fault) {
        postpone(delivery, null, fault);
    }

    private void postpone(Delivery delivery, @Nullable Duration pause, @Nullable String fault) {
        inTransaction(
                () ->
                        jdbc.sql(
                                        "select backline.postpone_event(?, ?, ?, ?,"
                                                + " make_interval(secs => ?::double precision), ?)")
                                .params(
                                        delivery.workspace().value(),
                                        delivery.event().id().value(),
                                        delivery.role(),
                                        delivery.fence())
                                .param(pause == null ? null : pause.toMillis() / 1000.0)
                                .param(fault)
                                .query(Boolean.class)
                                .single());
    }

    /**
     * What a step took out.
     *
     * @param reached where it got to; empty at the end
     * @param missed how many somebody still waited for
     */
    record Pruned(Optional<Instant> reached, long missed) {}

    /** Takes out some of what is old. */
    Pruned prune(Duration handled, Duration longest, Instant since) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select * from backline.prune_events(make_interval(secs"
                                                + " => ?), make_interval(secs => ?), ?, ?)")
                                .params(
                                        handled.toSeconds(),
                                        longest.toSeconds(),
                                        since.atOffset(ZoneOffset.UTC),
                                        PRUNED_AT_ONCE)
                                .query(
                                        (row, n) ->
                                                new Pruned(
                                                        Optional.ofNullable(
                                                                        row.getObject(
                                                                                "reached",
                                                                                OffsetDateTime
                                                                                        .class))
                                                                .map(OffsetDateTime::toInstant),
                                                        row.getLong("missed")))
                                .single());
    }

    /** Forgets what waits for a plugin, and what it told, in all workspaces. */
    void erase(String role) {
        inTransaction(
                () ->
                        jdbc.sql("select backline.erase_events(?)")
                                .param(role)
                                .query(Long.class)
                                .single());
    }

    /** What each plugin has yet to hear, over all workspaces. */
    List<EventBacklog> backlog() {
        return inTransaction(
                () ->
                        jdbc.sql("select * from backline.event_backlog()")
                                .query(
                                        (row, n) ->
                                                new EventBacklog(
                                                        PluginId.ofSchema(
                                                                row.getString("plugin_role")),
                                                        row.getLong("waiting"),
                                                        row.getLong("failed")))
                                .list());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static Delivery delivery(ResultSet row, int n) throws SQLException {
        Optional<Map<String, String>> facts = TextMap.read(row.getString("facts"));
        return new Delivery(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("plugin_role"),
                row.getLong("fence"),
                row.getInt("tries"),
                new Event(
                        new EventId(row.getObject("event_id", UUID.class)),
                        row.getString("type"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant(),
                        facts.orElse(Map.of())),
                facts.isPresent());
    }
}
