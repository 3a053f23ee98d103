package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import studio.backline.platform.database.SqlMigration;

/** The steps that have run in a schema, as its history says. */
public final class AppliedSteps {

    private AppliedSteps() {}

    /** Whether a step has run that is not among these. The connection is its owner's. */
    public static boolean isBeyond(Connection connection, String schema, List<SqlMigration> steps)
            throws SQLException {
        Set<MigrationVersion> known =
                steps.stream()
                        .map(step -> MigrationVersion.fromVersion(step.version()))
                        .collect(Collectors.toSet());
        return !known.containsAll(read(connection, schema));
    }

    static Set<MigrationVersion> read(Connection connection, String schema) throws SQLException {
        Set<MigrationVersion> applied = new HashSet<>();
        String history = Names.quoted(schema) + "." + Names.quoted(Names.HISTORY);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there =
                    statement.executeQuery(
                            "select 1 where to_regclass(%s) is not null"
                                    .formatted(Names.literal(history)))) {
                if (!there.next()) {
                    return applied;
                }
            }
            try (ResultSet rows =
                    statement.executeQuery(
                            "select version from %s where success and version is not null and type <> 'BASELINE'"
                                    .formatted(history))) {
                while (rows.next()) {
                    applied.add(MigrationVersion.fromVersion(rows.getString(1)));
                }
            }
        }
        return applied;
    }
}
