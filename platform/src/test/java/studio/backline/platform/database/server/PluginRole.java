package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.PluginSchema;

/** The role of a plugin without tables, there for the tests of a class. */
final class PluginRole implements BeforeAllCallback, AfterAllCallback {

    private final PluginId plugin;

    PluginRole(String plugin) {
        this.plugin = new PluginId(plugin);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        DatabaseFixture.shared()
                .schemas()
                .migrate(new PluginSchema(plugin, List.of(), List.of(), List.of()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        DatabaseFixture.shared().schemas().drop(plugin);
    }

    String name() {
        return plugin.schema();
    }

    /** A connection of the plugin, which begins a transaction with its first statement. */
    Connection open() throws SQLException {
        return open(name());
    }

    static Connection open(String role) throws SQLException {
        Connection connection = DatabaseFixture.shared().database().openAs(role);
        connection.setAutoCommit(false);
        return connection;
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
