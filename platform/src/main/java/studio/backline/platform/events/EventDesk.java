package studio.backline.platform.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.events.EventId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.work.Bell;

/** Events of the caller's workspace that failed, and what people do about it. */
@Component
public class EventDesk {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Bell bell;

    EventDesk(JdbcClient jdbc, PlatformTransactionManager transactions, Bell bell) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.bell = bell;
    }

    /** Those that were given up, the latest first. */
    public List<FailedEvent> failed(int limit) {
        return Objects.requireNonNull(
                transaction.execute(
                        status ->
                                jdbc.sql(
                                                """
                                                select d.event_id, d.plugin_role, d.settled_at, e.type,
                                                    e.published_by
                                                from backline.event_delivery d
                                                join backline.event e on e.workspace_id = d.workspace_id
                                                    and e.id = d.event_id
                                                where d.state = 'FAILED'
                                                order by d.settled_at desc limit ?
                                                """)
                                        .param(limit)
                                        .query(EventDesk::failed)
                                        .list()));
    }

    /** Delivers one anew; false where it had not failed. */
    public boolean tryAgain(PluginId hearer, EventId id) {
        Integer planned =
                transaction.execute(
                        status ->
                                jdbc.sql(
                                                "update backline.event_delivery set state ="
                                                        + " 'PLANNED', tries = 0, crashes = 0,"
                                                        + " settled_at = null, due_at ="
                                                        + " clock_timestamp() where event_id = ?"
                                                        + " and plugin_role = ? and state ="
                                                        + " 'FAILED'")
                                        .params(id.value(), hearer.schema())
                                        .update());
        bell.ring(EventWorker.TOPIC);
        return planned != null && planned > 0;
    }

    private static FailedEvent failed(ResultSet row, int n) throws SQLException {
        return new FailedEvent(
                new EventId(row.getObject("event_id", UUID.class)),
                row.getString("type"),
                PluginId.ofSchema(row.getString("plugin_role")),
                PluginId.ofSchema(row.getString("published_by")),
                row.getObject("settled_at", OffsetDateTime.class).toInstant());
    }
}
