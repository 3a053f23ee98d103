package studio.backline.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.TextMap;

/** All jobs of the caller's workspace: what runs, waits and failed, and what people do about it. */
@Component
public class JobDesk {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JobTable table;
    private final HandlerDesk handlers;
    private final Bell bell;

    JobDesk(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JobTable table,
            HandlerDesk handlers,
            Bell bell) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.table = table;
        this.handlers = handlers;
        this.bell = bell;
    }

    /** What runs, and then what waits, in the order in which it is due. */
    public List<JobSight> open(int limit) {
        return select(
                "state in ('RUNNING', 'PLANNED') order by state = 'RUNNING' desc, due_at limit ?",
                limit);
    }

    /** What ended in one of these states, the newest first. */
    public List<JobSight> ended(List<JobState> states, int limit) {
        return select(
                "state = any (?) order by created_at desc limit ?",
                states.stream().map(Enum::name).toArray(String[]::new),
                limit);
    }

    private List<JobSight> select(String which, Object... values) {
        return Objects.requireNonNull(
                transaction.execute(
                        status ->
                                jdbc.sql("select * from backline.job where " + which)
                                        .params(values)
                                        .query(this::sight)
                                        .list()));
    }

    /**
     * Asks a job to stop, whichever node runs it; it ends at its next step. False where it has
     * ended already.
     */
    public boolean cancel(PluginId plugin, JobId id) {
        return handlers.cancel(plugin.schema(), id);
    }

    /**
     * Tries one that failed again; false where it did not fail, or may not simply be done again.
     */
    public boolean tryAgain(PluginId plugin, JobId id) {
        boolean planned =
                handlers.repeatable(plugin.schema())
                        .map(types -> table.planFailed(plugin.schema(), id, types))
                        .orElse(false);
        if (planned) {
            bell.ring(JobWorker.TOPIC);
        }
        return planned;
    }

    private JobSight sight(ResultSet row, int n) throws SQLException {
        String role = row.getString("plugin_role");
        String type = row.getString("type");
        return new JobSight(
                PluginId.ofSchema(role),
                JobTable.status(row, n),
                TextMap.read(row.getString("parameters")).orElse(Map.of()),
                row.getInt("tries"),
                row.getInt("crashes"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                handlers.repeatable(role).filter(types -> types.contains(type)).isPresent());
    }
}
