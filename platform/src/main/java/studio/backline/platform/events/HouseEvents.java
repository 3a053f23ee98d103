package studio.backline.platform.events;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.TextMap;

/** Tells a plugin what the house did with something of its own. */
@Component
public class HouseEvents {

    private static final String TELL =
            """
            with wanting as (
                select plugin_role from backline.event_subscription
                where type = :type and plugin_role = :role),
            told as (
                insert into backline.event (id, type, facts, published_by)
                select :id, :type, :facts::jsonb, plugin_role from wanting returning id)
            insert into backline.event_delivery (event_id, plugin_role)
            select told.id, wanting.plugin_role from told, wanting
            """;

    private final JdbcClient jdbc;
    private final Bell bell;
    private final TransactionTemplate transaction;

    HouseEvents(JdbcClient jdbc, Bell bell, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.bell = bell;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Publishes an event as the plugin itself would and for nobody else, in the caller's workspace
     * and the core's transaction. Where the plugin does not want it, nothing is written.
     *
     * @param happened what stands behind the plugin's id and the dot
     */
    public void tell(PluginId plugin, String happened, Map<String, String> facts) {
        String type = plugin.value() + "." + happened;
        String written = TextMap.write("The facts of '%s'".formatted(type), facts);
        transaction.executeWithoutResult(status -> tell(plugin, type, written));
    }

    private void tell(PluginId plugin, String type, String facts) {
        UUID id = TimeOrderedUuid.next();
        int told =
                jdbc.sql(TELL)
                        .param("type", type)
                        .param("role", plugin.schema())
                        .param("id", id)
                        .param("facts", facts)
                        .update();
        if (told > 0) {
            bell.ringAfterCommit(EventWorker.TOPIC);
        }
    }
}
