package studio.backline.platform.database;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.plugin.PluginId;

/**
 * A plugin's way to the database, under its own role: what the core's services for that plugin run
 * on, so that they commit with the plugin's transaction.
 */
public record PluginConnection(
        PluginId id,
        DataSource dataSource,
        PlatformTransactionManager transactions,
        JdbcClient jdbc) {

    /** Returns inside a transaction of this plugin; {@link IllegalStateException} outside. */
    public void requireTransaction() {
        if (!inTransaction()) {
            throw new IllegalStateException(
                    "This belongs into a transaction of the plugin %s.".formatted(id));
        }
    }

    /** Whether this thread is inside a transaction of this plugin. */
    public boolean inTransaction() {
        return TransactionSynchronizationManager.hasResource(dataSource);
    }
}
