package studio.backline.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.work.Pace;
import studio.backline.platform.work.TextMap;

/** The rows behind jobs. Each method is a transaction of its own on the core's connection. */
@Component
class JobTable {

    private static final String STATUS =
            "select id, type, state, done, total, message, created_at from backline.job"
                    + " where plugin_role = ? ";

    /** Waits for nobody: the handler's own transaction may hold the row as long as it likes. */
    private static final String PULSE =
            """
            with held as (
                select workspace_id, id from backline.job
                where id = ? and fence = ? and state = 'RUNNING' for update skip locked),
            beaten as (
                update backline.job j set %s due_at = clock_timestamp() + make_interval(secs => ?)
                from held h where j.workspace_id = h.workspace_id and j.id = h.id returning j.id)
            select case when exists (
                    select from backline.job_stop s
                    where s.workspace_id = j.workspace_id and s.job_id = j.id) then 'CANCEL_REQUESTED'
                when exists (select from beaten) then 'HELD' else 'BUSY' end
            from backline.job j where j.id = ? and j.fence = ? and j.state = 'RUNNING'
            """;

    /** To be done later or, where somebody asked it to stop and it has not heard of that, ended. */
    private static final String BACK =
            """
            update backline.job j
            set state = case when s.job_id is null then 'PLANNED' else 'CANCELLED' end,
                ended_at = case when s.job_id is null then null else clock_timestamp() end,
                tries = j.tries + ?, crashes = j.crashes + ?, message = coalesce(?::text, j.message),
                due_at = clock_timestamp() + make_interval(secs => ?)
            from (values (?::uuid, ?::bigint)) held (id, fence)
            left join backline.job_stop s on s.job_id = held.id
            where j.id = held.id and j.fence = held.fence and j.state = 'RUNNING'
            """;

    /** Waits for nobody: what runs may hold its own row as long as it likes. */
    private static final String STOP =
            """
            with ended as (
                update backline.job set state = 'CANCELLED', ended_at = clock_timestamp()
                where id = ? and plugin_role = ? and state = 'PLANNED')
            insert into backline.job_stop as s (workspace_id, job_id)
            select workspace_id, id from backline.job
            where id = ? and plugin_role = ? and state in ('PLANNED', 'RUNNING')
            on conflict (workspace_id, job_id) do update set job_id = s.job_id
            """;

    /** How long is waited for a row that a handler holds which does not end. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    private static final String LOCKED = "55P03";

    /** A pool may still hold connections to what went away. */
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(5);

    private static final int PRUNED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JobTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        // A heartbeat is never part of somebody else's work.
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What a worker learns of its job when it writes. */
    enum Pulse {
        HELD,
        /** Held, and locked by a transaction that moves its checkpoint: nothing was written. */
        BUSY,
        CANCEL_REQUESTED,
        LOST
    }

    /**
     * Jobs that are due, or whose worker has been silent for longer than its lease.
     *
     * @param roles each as often as it may have a job
     */
    List<ClaimedJob> claim(String worker, List<String> roles, int most) {
        if (roles.isEmpty()) {
            return List.of();
        }
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select * from backline.claim_jobs(?, make_interval(secs =>"
                                                + " ?), ?, ?)")
                                .params(
                                        worker,
                                        Pace.LEASE.toSeconds(),
                                        roles.toArray(String[]::new),
                                        most)
                                .query(JobTable::claimed)
                                .list());
    }

    /** How long until a job is due of those that have a place; empty when none waits. */
    Optional<Duration> untilNext(Collection<String> free) {
        return inTransaction(
                () ->
                        jdbc.sql("select extract(epoch from backline.next_job(?))::float8")
                                .param(free.stream().distinct().toArray(String[]::new))
                                .query(Double.class)
                                .optional()
                                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
    }

    /** Takes out some of what ended long ago; where it got to, empty at the end. */
    Optional<Instant> prune(Duration scheduled, Duration longest, Instant since) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select backline.prune_jobs(make_interval(secs => ?),"
                                                + " make_interval(secs => ?), ?, ?)")
                                .params(
                                        scheduled.toSeconds(),
                                        longest.toSeconds(),
                                        since.atOffset(ZoneOffset.UTC),
                                        PRUNED_AT_ONCE)
                                .query(OffsetDateTime.class)
                                .optional()
                                .map(OffsetDateTime::toInstant));
    }

    /** Gives back what this node held when it was killed; no other node can hold it. */
    long release(String worker) {
        return inTransaction(
                () ->
                        jdbc.sql("select backline.release_jobs(?)")
                                .param(worker)
                                .query(Long.class)
                                .single());
    }

    /** Forgets all jobs of a plugin, in all workspaces. */
    void erase(String role) {
        inTransaction(
                () ->
                        jdbc.sql("select backline.erase_jobs(?)")
                                .param(role)
                                .query(Long.class)
                                .single());
    }

    Pulse progress(ClaimedJob job, long done, long total) {
        return pulse(job, "done = ?, total = ?, ", done, total);
    }

    Pulse heartbeat(ClaimedJob job) {
        return pulse(job, "");
    }

    private Pulse pulse(ClaimedJob job, String more, Object... values) {
        return inTransaction(
                () ->
                        jdbc.sql(PULSE.formatted(more))
                                .params(job.id().value(), job.fence())
                                .params(values)
                                .params(Pace.LEASE.toSeconds(), job.id().value(), job.fence())
                                .query(String.class)
                                .optional()
                                .map(Pulse::valueOf)
                                .orElse(Pulse.LOST));
    }

    /**
     * Writes the end, unless another worker has taken the job over. A text of a plugin may hold the
     * one character that the database takes in none.
     */
    void end(ClaimedJob job, JobState state, String message) {
        inTransaction(() -> writeEnd(job, state, message));
    }

    /** Fails a job whose handler goes on; false where a transaction of that holds the row. */
    boolean endUnlessLocked(ClaimedJob job, String message) {
        return patiently(() -> writeEnd(job, JobState.FAILED, message));
    }

    private int writeEnd(ClaimedJob job, JobState state, String message) {
        return jdbc.sql(
                        "update backline.job set state = ?, message = ?, ended_at ="
                                + " clock_timestamp() where id = ? and fence = ?"
                                + " and state = 'RUNNING'")
                .params(state.name(), message.replace("\0", ""), job.id().value(), job.fence())
                .update();
    }

    /** Puts a job back, to go on from its checkpoint when its plugin is served again. */
    void planAgain(ClaimedJob job) {
        putBack(job, 0, 0, null, Duration.ZERO);
    }

    /**
     * The same for one that fell with the database, which counts as one that fell with a server.
     */
    void planFallen(ClaimedJob job) {
        putBack(job, 0, 1, null, AFTER_OUTAGE);
    }

    /** Puts a job back after a fault, to be tried again after a while. */
    void retry(ClaimedJob job, Duration pause, String message) {
        putBack(job, 1, 0, message, pause);
    }

    /** Puts back what can go no further now by no fault of its own, and says why. */
    void hold(ClaimedJob job, Duration pause, String message) {
        putBack(job, 0, 0, message, pause);
    }

    private void putBack(
            ClaimedJob job, int failures, int falls, @Nullable String message, Duration pause) {
        inTransaction(
                () ->
                        jdbc.sql(BACK)
                                .params(
                                        Arrays.asList(
                                                failures,
                                                falls,
                                                message,
                                                pause.toMillis() / 1000.0,
                                                job.id().value(),
                                                job.fence()))
                                .update());
    }

    /** Plans one of these types anew that failed; false where it did not. */
    boolean planFailed(String role, JobId id, Set<String> types) {
        return inTransaction(
                        () ->
                                jdbc.sql(
                                                """
                                                with asked as (delete from backline.job_stop where job_id = ?)
                                                update backline.job set state = 'PLANNED', tries = 0,
                                                    crashes = 0, message = null, ended_at = null,
                                                    due_at = clock_timestamp()
                                                where id = ? and plugin_role = ? and state = 'FAILED'
                                                  and type = any (?)
                                                """)
                                        .params(
                                                id.value(),
                                                id.value(),
                                                role,
                                                types.toArray(String[]::new))
                                        .update())
                > 0;
    }

    /**
     * Ends a job that waits, and keeps of one that runs that it is to stop, whoever holds its row.
     * False where there is none, or it has ended.
     */
    boolean askToStop(String role, JobId id) {
        return inTransaction(
                        () -> jdbc.sql(STOP).params(id.value(), role, id.value(), role).update())
                > 0;
    }

    /** False where the row was locked for longer than anybody waits. */
    private boolean patiently(Supplier<Integer> write) {
        try {
            inTransaction(
                    () -> {
                        jdbc.sql(PATIENCE).update();
                        return write.get();
                    });
            return true;
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause
                    && LOCKED.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    Optional<JobStatus> find(String role, JobId id) {
        return inTransaction(
                () ->
                        jdbc.sql(STATUS + "and id = ?")
                                .params(role, id.value())
                                .query(JobTable::status)
                                .optional());
    }

    List<JobStatus> latest(String role, int limit) {
        return inTransaction(
                () ->
                        jdbc.sql(STATUS + "order by created_at desc limit ?")
                                .params(role, limit)
                                .query(JobTable::status)
                                .list());
    }

    /** What each plugin has, over all workspaces. */
    List<JobBacklog> backlog() {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select plugin_role, waiting, running, failed,"
                                                + " coalesce(extract(epoch from longest), 0)::float8"
                                                + " as longest from backline.job_backlog()")
                                .query(JobTable::backlogOf)
                                .list());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    static JobStatus status(ResultSet row, int n) throws SQLException {
        return new JobStatus(
                new JobId(row.getObject("id", UUID.class)),
                row.getString("type"),
                JobState.valueOf(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                Optional.ofNullable(row.getString("message")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static JobBacklog backlogOf(ResultSet row, int n) throws SQLException {
        return new JobBacklog(
                PluginId.ofSchema(row.getString("plugin_role")),
                row.getLong("waiting"),
                row.getLong("running"),
                row.getLong("failed"),
                Duration.ofMillis(Math.round(row.getDouble("longest") * 1000)));
    }

    private static ClaimedJob claimed(ResultSet row, int n) throws SQLException {
        Optional<Map<String, String>> parameters = TextMap.read(row.getString("parameters"));
        return new ClaimedJob(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                new JobId(row.getObject("id", UUID.class)),
                row.getString("plugin_role"),
                row.getString("type"),
                parameters.orElse(Map.of()),
                parameters.isPresent(),
                Optional.ofNullable(row.getString("checkpoint")),
                row.getLong("fence"),
                row.getInt("tries"),
                row.getInt("crashes"),
                Optional.ofNullable(row.getObject("created_by", UUID.class)).map(AccountId::new),
                row.getBoolean("cancel_requested"));
    }
}
