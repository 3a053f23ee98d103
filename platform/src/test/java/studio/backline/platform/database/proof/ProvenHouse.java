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
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.Schemas;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.database.server.Superuser;
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
    private @Nullable DatabaseServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        // The roles, which belong to the whole cluster, and their passwords.
        DatabaseFixture.shared();
        TestDatabase made = prepared();
        database = made;
        String admin = DatabaseFixture.SECRETS.password("admin");
        DatabaseAddress address = new DatabaseAddress(made.url(), Superuser.ADMIN, admin);
        server = DatabaseServer.external(address, DatabaseFixture.SECRETS, Optional::empty);
        schemas().migrate(Schemas.songs(PLUGIN));
        fill();
    }

    /** As the host makes one for itself: owned by the admin, without large objects. */
    private static TestDatabase prepared() throws SQLException {
        TestPostgres postgres = TestPostgres.shared();
        TestDatabase made =
                postgres.database("proven_" + UUID.randomUUID().toString().substring(0, 8));
        try (Connection superuser = postgres.maintenance().open()) {
            Superuser.prepare(superuser, made.name(), DatabaseFixture.SECRETS.password("admin"));
        }
        try (Connection superuser = made.open()) {
            Superuser.restrict(superuser);
        }
        return made;
    }

    /** Makes rows in the tables that are there now. */
    CanaryRows fill() throws SQLException {
        try (Connection superuser = database().open()) {
            CanaryRows made = CanaryRows.fill(superuser, List.of(next(), next(), next()));
            rows = made;
            return made;
        }
    }

    PluginSchemas schemas() {
        return Objects.requireNonNull(server).pluginSchemas(Duration.ofMinutes(10));
    }

    private static UUID next() {
        return WorkspaceId.next().value();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        schemas().drop(PLUGIN);
        Objects.requireNonNull(server).close();
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
