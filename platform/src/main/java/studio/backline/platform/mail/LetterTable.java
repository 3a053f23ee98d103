package studio.backline.platform.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.work.Pace;

/** The rows behind letters, as workers see them. Each method is a transaction of its own. */
@Component
class LetterTable {

    private static final int PRUNED_AT_ONCE = 1_000;

    private static final String CLAIM =
            """
            with due as materialized (
                select id from backline.letter
                where state = 'PLANNED' and due_at <= statement_timestamp()
                order by due_at for update skip locked limit ?)
            update backline.letter l
            set worker = ?, fence = l.fence + 1, due_at = clock_timestamp() + make_interval(secs => ?)
            from due where l.id = due.id
            returning l.id, l.workspace, l.recipient, l.content, l.fence, l.tries,
                case when l.expires_at <= clock_timestamp() then 'EXPIRED'
                    when l.content is null then 'NO_CONTENT'
                    when exists (select from backline.mail_suppression s
                        where s.address_key = l.recipient_key) then 'SUPPRESSED' end as closed
            """;

    /** Nobody hears of a worker whose lease has run out, nor of what it handed over. */
    private static final String LOST =
            """
            update backline.letter set state = 'UNKNOWN', reason = 'NOT_HEARD_OF',
                settled_at = clock_timestamp()
            where id in (
                select id from backline.letter
                where state = 'IN_FLIGHT' and due_at <= statement_timestamp()
                for update skip locked)
            """;

    /** Asked twice, as it is where the answer to the first got lost, it says the same. */
    private static final String BEGIN =
            """
            update backline.letter l
            set state = 'IN_FLIGHT', due_at = clock_timestamp() + make_interval(secs => ?)
            from unnest(?::uuid[], ?::bigint[]) as held (id, fence)
            where l.id = held.id and l.fence = held.fence and l.state in ('PLANNED', 'IN_FLIGHT')
            returning l.id
            """;

    /** A worker that was given up may still say what became of a letter nobody else has taken. */
    private static final String SETTLE =
            """
            update backline.letter l
            set state = s.state, tries = l.tries + s.tried::integer, reason = s.reason,
                reply = s.reply,
                due_at = clock_timestamp() + make_interval(secs => s.pause),
                worker = null,
                settled_at = case when s.state <> 'PLANNED' then clock_timestamp() end,
                content = case when s.state = 'DONE' then null else l.content end
            from unnest(?::uuid[], ?::bigint[], ?::text[], ?::boolean[], ?::text[], ?::text[],
                ?::float8[]) as s (id, fence, state, tried, reason, reply, pause)
            where l.id = s.id and l.fence = s.fence and l.state in ('PLANNED', 'IN_FLIGHT', 'UNKNOWN')
            """;

    private static final String CLOSE =
            """
            insert into backline.mail_suppression (address_key, reason, letter, status)
            select distinct on (l.recipient_key) l.recipient_key, 'REFUSED', l.id,
                substring(l.reply from '\\m[245]\\.\\d{1,3}\\.\\d{1,3}\\M')
            from backline.letter l
            join unnest(?::uuid[]) as gone (id) on gone.id = l.id
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    LetterTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What is due. */
    List<HeldLetter> claim(String worker, int most) {
        return inTransaction(
                () -> {
                    jdbc.sql(LOST).update();
                    return jdbc.sql(CLAIM)
                            .params(most, worker, Pace.LEASE.toSeconds())
                            .query(LetterTable::held)
                            .list();
                });
    }

    /**
     * Notes how some ended, and that others are now in flight, in one step.
     *
     * @return those that are; others have a letter that is missing here
     */
    List<HeldLetter> turn(List<Settlement> ended, List<HeldLetter> next) {
        return inTransaction(
                () -> {
                    settleNow(ended);
                    return next.isEmpty() ? List.of() : begin(next);
                });
    }

    private List<HeldLetter> begin(List<HeldLetter> next) {
        Set<UUID> begun =
                jdbc
                        .sql(BEGIN)
                        .params(
                                Pace.LEASE.toSeconds(),
                                ids(next),
                                next.stream().map(HeldLetter::fence).toArray(Long[]::new))
                        .query(UUID.class)
                        .stream()
                        .collect(Collectors.toSet());
        return next.stream().filter(each -> begun.contains(each.id())).toList();
    }

    private void settleNow(List<Settlement> ended) {
        if (ended.isEmpty()) {
            return;
        }
        jdbc.sql(SETTLE)
                .param(ended.stream().map(each -> each.letter().id()).toArray(UUID[]::new))
                .param(ended.stream().map(each -> each.letter().fence()).toArray(Long[]::new))
                .param(ended.stream().map(each -> each.state().name()).toArray(String[]::new))
                .param(ended.stream().map(Settlement::tried).toArray(Boolean[]::new))
                .param(ended.stream().map(Settlement::reason).toArray(String[]::new))
                .param(ended.stream().map(Settlement::reply).toArray(String[]::new))
                .param(
                        ended.stream()
                                .map(each -> each.pause().toMillis() / 1000.0)
                                .toArray(Double[]::new))
                .update();
        List<HeldLetter> closing =
                ended.stream().filter(Settlement::closes).map(Settlement::letter).toList();
        if (!closing.isEmpty()) {
            jdbc.sql(CLOSE).param(ids(closing)).update();
        }
    }

    /** A worker does not come back from these: what was in flight is unknown, the rest is free. */
    void unknown(List<HeldLetter> open) {
        inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        update backline.letter l
                                        set state = case l.state when 'IN_FLIGHT' then 'UNKNOWN' else l.state end,
                                            reason = case l.state when 'IN_FLIGHT' then 'NOT_HEARD_OF' end,
                                            settled_at = case l.state when 'IN_FLIGHT' then clock_timestamp() end,
                                            worker = null, due_at = clock_timestamp()
                                        from unnest(?::uuid[], ?::bigint[]) as held (id, fence)
                                        where l.id = held.id and l.fence = held.fence
                                          and l.state in ('PLANNED', 'IN_FLIGHT')
                                        """)
                                .params(
                                        ids(open),
                                        open.stream().map(HeldLetter::fence).toArray(Long[]::new))
                                .update());
    }

    /**
     * Goes on holding these, but for those that are being noted just now: whoever waited for each
     * other's rows in another order would wait in vain.
     */
    void renew(List<HeldLetter> held) {
        inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        with mine as (
                                            select l.id from backline.letter l
                                            join unnest(?::uuid[], ?::bigint[]) as held (id, fence)
                                                on l.id = held.id and l.fence = held.fence
                                            where l.worker is not null
                                              and l.state in ('PLANNED', 'IN_FLIGHT')
                                            for update of l skip locked)
                                        update backline.letter l
                                        set due_at = clock_timestamp() + make_interval(secs => ?)
                                        from mine where l.id = mine.id
                                        """)
                                .params(
                                        ids(held),
                                        held.stream().map(HeldLetter::fence).toArray(Long[]::new),
                                        Pace.LEASE.toSeconds())
                                .update());
    }

    /** How long until something may be due; empty when nothing waits. */
    Optional<Duration> untilNext() {
        return inTransaction(
                () ->
                        jdbc
                                .sql(
                                        """
                                        select extract(epoch from least(
                                            (select min(due_at) from backline.letter where state = 'PLANNED'),
                                            (select min(due_at) from backline.letter where state = 'IN_FLIGHT'))
                                            - clock_timestamp())::float8
                                        """)
                                .query(Double.class)
                                .list()
                                .stream()
                                .filter(Objects::nonNull)
                                .findFirst()
                                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
    }

    /** After a kill: what this node held is free again, and what it had in flight is unknown. */
    void recover(String worker) {
        inTransaction(
                () -> {
                    jdbc.sql(
                                    """
                                    update backline.letter set state = 'UNKNOWN',
                                        reason = 'NOT_HEARD_OF', settled_at = clock_timestamp()
                                    where state = 'IN_FLIGHT' and worker = ?
                                    """)
                            .param(worker)
                            .update();
                    return jdbc.sql(
                                    """
                                    update backline.letter
                                    set worker = null, due_at = clock_timestamp()
                                    where state = 'PLANNED' and worker = ?
                                    """)
                            .param(worker)
                            .update();
                });
    }

    /** Takes out letters that are old, and the content of those that wait for nobody's choice. */
    Optional<Instant> prune(Duration content, Duration kept, Instant since) {
        return inTransaction(
                () -> {
                    jdbc.sql(
                                    """
                                    update backline.letter set content = null
                                    where content is not null and settled_at < clock_timestamp()
                                        - make_interval(secs => ?)
                                    """)
                            .param(content.toSeconds())
                            .update();
                    List<OffsetDateTime> gone =
                            jdbc.sql(
                                            """
                                            with old as (
                                                select id from backline.letter
                                                where planned_at >= ? and settled_at
                                                    < clock_timestamp() - make_interval(secs => ?)
                                                order by planned_at limit ?)
                                            delete from backline.letter l using old
                                            where l.id = old.id returning l.planned_at
                                            """)
                                    .params(
                                            since.atOffset(ZoneOffset.UTC),
                                            kept.toSeconds(),
                                            PRUNED_AT_ONCE)
                                    .query(OffsetDateTime.class)
                                    .list();
                    return gone.size() < PRUNED_AT_ONCE
                            ? Optional.empty()
                            : gone.stream().map(OffsetDateTime::toInstant).max(Instant::compareTo);
                });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static UUID[] ids(List<HeldLetter> letters) {
        return letters.stream().map(HeldLetter::id).toArray(UUID[]::new);
    }

    private static HeldLetter held(ResultSet row, int n) throws SQLException {
        UUID workspace = row.getObject("workspace", UUID.class);
        return new HeldLetter(
                row.getObject("id", UUID.class),
                workspace == null ? WorkspaceKeys.INSTANCE : new WorkspaceId(workspace),
                row.getBytes("recipient"),
                row.getBytes("content"),
                row.getLong("fence"),
                row.getInt("tries"),
                row.getString("closed"));
    }
}
