package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.schema.AppliedSteps;
import studio.backline.platform.database.schema.Holdings;
import studio.backline.platform.database.schema.Roles;
import studio.backline.platform.database.schema.RowCounts;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;

/** Schemas of plugins in the prepared database. */
final class StoredPluginSchemas implements PluginSchemas {

    private static final int MOST_CONNECTIONS = 3;

    private final PreparedDatabase database;
    private final Pools pools;

    StoredPluginSchemas(PreparedDatabase database, Pools pools) {
        this.database = database;
        this.pools = pools;
    }

    @Override
    public void migrate(PluginSchema schema) {
        try {
            SchemaWork.run(
                    database.address(),
                    connection -> {
                        new Roles(connection, database.secrets()).ensurePlugin(schema.id());
                        SchemaMigrator.migrate(connection, SchemaTarget.of(schema));
                    });
        } catch (SQLException e) {
            throw new SchemaRefusedException(
                    schema.id().schema(),
                    List.of("PostgreSQL refused: %s".formatted(e.getMessage())),
                    e);
        }
    }

    @Override
    public PluginPool open(PluginId plugin) {
        String role = plugin.schema();
        String password = Roles.password(database.secrets(), role);
        ContextDataSource source =
                pools.open(database.address().as(role, password), role, MOST_CONNECTIONS);
        return new OpenPluginPool(source);
    }

    @Override
    public void drop(PluginId plugin) {
        try {
            SchemaWork.run(
                    database.address(),
                    connection -> new Roles(connection, database.secrets()).dropPlugin(plugin));
            Roles.forget(database.secrets(), plugin);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The schema of '%s' could not be removed: %s."
                            .formatted(plugin, e.getMessage()),
                    e);
        }
    }

    @Override
    public void sweep() {
        try (Connection connection = database.openAdmin()) {
            new Roles(connection, database.secrets()).forgetOrphans();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The roles of plugins could not be read: %s.".formatted(e.getMessage()), e);
        }
    }

    @Override
    public boolean isBeyond(PluginId plugin, List<SqlMigration> steps) {
        try (Connection connection = database.openAdmin()) {
            connection.setAutoCommit(false);
            Roles roles = new Roles(connection, database.secrets());
            boolean beyond = false;
            if (roles.hasSchema(plugin)) {
                roles.becomeOwner(plugin);
                beyond = AppliedSteps.isBeyond(connection, plugin.schema(), steps);
            }
            connection.rollback();
            return beyond;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "What has run in the schema of '%s' could not be read: %s."
                            .formatted(plugin, e.getMessage()),
                    e);
        }
    }

    @Override
    public List<HeldData> held(PluginId plugin) {
        return read(plugin, Holdings::of);
    }

    @Override
    public Map<String, Long> rowCounts(PluginId plugin) {
        return read(plugin, RowCounts::of);
    }

    private <T> T read(PluginId plugin, Reading<T> reading) {
        try (Connection connection = database.openAdmin()) {
            connection.setAutoCommit(false);
            T counts = reading.of(connection, plugin);
            connection.rollback();
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The rows of '%s' could not be counted: %s.".formatted(plugin, e.getMessage()),
                    e);
        }
    }

    private interface Reading<T> {

        T of(Connection connection, PluginId plugin) throws SQLException;
    }

    private record OpenPluginPool(ContextDataSource dataSource) implements PluginPool {

        @Override
        public void close() {
            dataSource.close();
        }
    }
}
