package studio.backline.platform.database.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.Schemas;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;
import studio.backline.testkit.tenancy.CanaryRows;

/** A database of its own: the core, a plugin, and three workspaces with their canaries. */
final class ProvenHouse implements BeforeAllCallback, AfterAllCallback {

    static final PluginId PLUGIN = new PluginId("proven");

    private static final String CHECKED =
            """
            select format('"%s"."%s".%s', n.nspname, c.relname, a.attname)
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
            where k.contype in ('c', 'f')
            """;

    private @Nullable TestDatabase database;
    private @Nullable CanaryRows rows;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        // The roles, which belong to the whole cluster, and their passwords.
        DatabaseFixture.shared();
        TestDatabase made = TestPostgres.shared().newDatabase("proven");
        database = made;
        DatabaseAddress address = new DatabaseAddress(made.url(), made.username(), made.password());
        try (DatabaseServer server =
                DatabaseServer.external(address, DatabaseFixture.SECRETS, Optional::empty)) {
            PluginSchema plugin = Schemas.songs(PLUGIN);
            server.pluginSchemas(Duration.ofMinutes(10)).migrate(plugin);
        }
        try (Connection superuser = made.open()) {
            rows = CanaryRows.fill(superuser, List.of(next(), next(), next()));
        }
    }

    private static UUID next() {
        return WorkspaceId.next().value();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestPostgres.shared().drop(database());
    }

    TestDatabase database() {
        return Objects.requireNonNull(database);
    }

    CanaryRows rows() {
        return Objects.requireNonNull(rows);
    }

    /** In how many tables each workspace has its row. */
    List<Integer> shapes(Connection superuser) throws SQLException {
        List<Integer> shapes = new ArrayList<>();
        for (UUID workspace : rows().workspaces()) {
            int tables = 0;
            for (var table : rows().tenantTables()) {
                tables +=
                        texts(
                                        superuser,
                                        "select 1 from %s where workspace_id = '%s'"
                                                .formatted(table.qualified(), workspace))
                                .size();
            }
            shapes.add(tables);
        }
        return shapes;
    }

    /** The columns that a check or a foreign key looks at. */
    Set<String> checked() {
        try (Connection superuser = database().open()) {
            return new HashSet<>(texts(superuser, CHECKED));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
