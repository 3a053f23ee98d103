package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.schema.AppliedSteps;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.SchemaTarget;

/**
 * Which release has migrated a database. One that a newer release has migrated is not touched by an
 * older, which knows neither what is there nor what would be lost.
 */
final class SchemaAge {

    private static final String SETTING = "house.release";

    private static final String THERE =
            "select to_regrole('%s') is not null and exists (select from pg_namespace where nspname = '%s')"
                    .formatted(Names.OWNER, Names.CORE);

    private static final String RELEASE =
            "select value from backline.instance_setting where name = '%s'".formatted(SETTING);

    private static final String STORE =
            """
            insert into backline.instance_setting (name, value) values ('%s', ?)
            on conflict (name) do update set value = excluded.value, changed_at = now()
            where instance_setting.value <> excluded.value
            """
                    .formatted(SETTING);

    private SchemaAge() {}

    /**
     * Returns where this release knows all that has run in the database.
     *
     * @param connection the admin's, before anything is changed
     * @throws DatabaseFailureException naming both releases, and what to do
     */
    static void requireKnown(Connection connection, String url, SchemaTarget core)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isThere(statement)) {
                return;
            }
            statement.execute("set local role " + Names.OWNER);
            Optional<MigrationVersion> there = AppliedSteps.newest(connection, Names.CORE);
            MigrationVersion known = newest(core);
            if (there.isPresent() && there.get().compareTo(known) > 0) {
                throw newer(url, there.get() + release(statement), known);
            }
            statement.execute("reset role");
        }
    }

    /** Whether a release that knew fewer steps has made it. */
    static boolean isOlder(DatabaseAddress address, SchemaTarget core) throws SQLException {
        try (Connection connection = address.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                if (!isThere(statement)) {
                    return false;
                }
                statement.execute("set local role " + Names.OWNER);
                Optional<MigrationVersion> there = AppliedSteps.newest(connection, Names.CORE);
                return there.isPresent() && there.get().compareTo(newest(core)) < 0;
            } finally {
                connection.rollback();
            }
        }
    }

    /** Notes the release that has migrated it, for the one that is tried after it. */
    static void note(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + Names.OWNER);
            try (PreparedStatement store = connection.prepareStatement(STORE)) {
                store.setString(1, ofThisBuild());
                store.executeUpdate();
            }
            statement.execute("reset role");
        }
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(THERE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static DatabaseFailureException newer(
            String url, String there, MigrationVersion known) {
        return new DatabaseFailureException(
                "The database at '%s' belongs to a newer Backline: it is at step %s, and this one, %s, knows steps up to %s."
                        .formatted(url, there, ofThisBuild(), known),
                "Start the newer one again. To go back to this one, bring back the archive that was"
                        + " made before the upgrade: bin/backline backup restore. Nothing was"
                        + " changed.",
                null);
    }

    /** The table may be another one in a release to come. */
    private static String release(Statement statement) throws SQLException {
        try (ResultSet table =
                statement.executeQuery(
                        "select to_regclass('backline.instance_setting') is not null")) {
            if (!table.next() || !table.getBoolean(1)) {
                return "";
            }
        }
        try (ResultSet row = statement.executeQuery(RELEASE)) {
            return row.next() ? ", of release " + row.getString(1) : "";
        }
    }

    private static MigrationVersion newest(SchemaTarget core) {
        return core.migrations().stream()
                .map(SqlMigration::version)
                .map(MigrationVersion::fromVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
    }

    static String ofThisBuild() {
        String release = SchemaAge.class.getPackage().getImplementationVersion();
        return release == null ? "built from source" : release;
    }
}
