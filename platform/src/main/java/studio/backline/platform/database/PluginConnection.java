package studio.backline.platform.database;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import studio.backline.contract.plugin.PluginId;

/**
 * A plugin's way to the database, from which the host makes the services of the contract: what they
 * write commits with the plugin's own transaction.
 *
 * @param plugin whose it is
 * @param dataSource the plugin's pool, under its run-time role
 * @param transactions the manager of the plugin's transactions
 * @param jdbc over {@code dataSource}; takes part in the transaction of the thread
 */
public record PluginConnection(
        PluginId plugin,
        DataSource dataSource,
        PlatformTransactionManager transactions,
        JdbcClient jdbc) {}
