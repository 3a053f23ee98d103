package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.schema.AppliedSteps;
import studio.backline.platform.database.schema.Holdings;
import studio.backline.platform.database.schema.Roles;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;

/** Schemas of plugins in the prepared database. */
final class StoredPluginSchemas implements PluginSchemas {

    /** Some for people, and two for a job that has two parts. */
    private static final int MOST_CONNECTIONS = 5;

    /** Somebody waits for a removal and is told who is in the way. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Figures are worth less waiting. */
    private static final String BRIEFLY =
            "set local lock_timeout = '3s'; set local statement_timeout = '60s'";

    private static final Duration BETWEEN = Duration.ofMillis(100);

    /**
     * All steps are one statement, whose time no step can change. One that is cancelled may catch
     * it, and has a moment more; then its session ends.
     */
    private static final String IN_TIME =
            "set local statement_timeout = %d; set local transaction_timeout = %d";

    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The states of what was cancelled, and of what was ended with its session. */
    private static final Set<String> OVERDUE = Set.of("57014", "25P04");

    private static final Logger LOG = LoggerFactory.getLogger(StoredPluginSchemas.class);

    private final PreparedDatabase database;
    private final Pools pools;
    private final Duration longest;
    private final Set<Connection> migrating = ConcurrentHashMap.newKeySet();
    private volatile boolean breakingOff;

    StoredPluginSchemas(PreparedDatabase database, Pools pools, Duration longest) {
        this.database = database;
        this.pools = pools;
        this.longest = longest;
    }

    @Override
    public void migrate(PluginSchema schema) {
        try {
            SchemaWork.run(database.address(), connection -> migrate(connection, schema));
        } catch (SchemaRefusedException e) {
            throw overdueOr(e, schema.id().schema(), e);
        } catch (SQLException e) {
            SchemaFinding finding = SchemaFinding.of("refused", SchemaFinding.said(e));
            String name = schema.id().schema();
            throw overdueOr(new SchemaRefusedException(name, List.of(finding), e), name, e);
        }
    }

    private SchemaRefusedException overdueOr(
            SchemaRefusedException refused, String schema, Exception failure) {
        return !breakingOff && isOverdue(failure)
                ? SchemaRefusedException.overdue(schema, longest, failure)
                : refused;
    }

    private static boolean isOverdue(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException e
                    && e.getSQLState() != null
                    && OVERDUE.contains(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private void migrate(Connection connection, PluginSchema schema) throws SQLException {
        migrating.add(connection);
        try {
            if (breakingOff) {
                throw new SQLException("the server stops");
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        IN_TIME.formatted(longest.toMillis(), longest.plus(GRACE).toMillis()));
            }
            requireRoles(connection, schema.id());
            new Roles(connection, database.secrets()).ensurePlugin(schema.id());
            SchemaMigrator.migrate(connection, SchemaTarget.of(schema));
            requireRoles(connection, schema.id());
        } finally {
            migrating.remove(connection);
        }
    }

    private static void requireRoles(Connection connection, PluginId plugin) throws SQLException {
        HouseRoles.require(plugin.schema(), HouseRoles.read(connection).of(plugin));
    }

    @Override
    public Map<PluginId, List<SchemaFinding>> lint(Set<PluginId> but) {
        try (Connection connection = database.openAdmin()) {
            HouseRoles roles = HouseRoles.read(connection);
            Map<PluginId, List<SchemaFinding>> found = new TreeMap<>();
            for (PluginId plugin : Roles.plugins(connection)) {
                if (!but.contains(plugin)) {
                    List<SchemaFinding> findings = new ArrayList<>(roles.of(plugin));
                    findings.addAll(SchemaMigrator.lintAtRest(connection, plugin));
                    found.put(plugin, findings);
                }
            }
            found.values().removeIf(List::isEmpty);
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The schemas of plugins could not be looked at: %s.".formatted(e.getMessage()),
                    e);
        }
    }

    @Override
    public void breakOff() {
        breakingOff = true;
        for (Connection each : migrating) {
            Thread.ofVirtual().name("break-off").start(() -> cancel(each));
        }
    }

    /** Each statement, since one that is asked for between two of them is missed. */
    private void cancel(Connection connection) {
        try {
            while (migrating.contains(connection)) {
                connection.unwrap(PGConnection.class).cancelQuery();
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        } catch (SQLException e) {
            LOG.warn("A migration cannot be broken off: {}.", e.getMessage());
        }
    }

    @Override
    public PluginPool open(PluginId plugin) {
        String role = plugin.schema();
        String password = Roles.password(database.secrets(), role);
        ContextDataSource source =
                pools.open(
                        database.address().as(role, password),
                        plugin.value(),
                        role,
                        MOST_CONNECTIONS);
        return new OpenPluginPool(source);
    }

    @Override
    public void drop(PluginId plugin) {
        try {
            SchemaWork.run(
                    database.address(),
                    PATIENCE,
                    connection -> new Roles(connection, database.secrets()).dropPlugin(plugin));
            Roles.forget(database.secrets(), plugin);
        } catch (SQLException e) {
            throw new DatabaseFailureException(
                    "PostgreSQL does not let go of the data of %s: %s."
                            .formatted(plugin, SchemaWork.reason(e)),
                    SchemaWork.LOCKED.equals(e.getSQLState())
                            ? "Wait until that session is done, or end it: select pg_terminate_backend(<its number>)."
                            : "Take away what it names, as a superuser.",
                    e);
        }
    }

    @Override
    public boolean isThere(PluginId plugin) {
        return read(
                plugin,
                (connection, id) -> new Roles(connection, database.secrets()).hasSchema(id));
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
        return read(plugin, Holdings::rows);
    }

    private <T> T read(PluginId plugin, Reading<T> reading) {
        try (Connection connection = database.openAdmin()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(BRIEFLY);
            }
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
