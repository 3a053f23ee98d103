package studio.backline.bench.people;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import studio.backline.bench.Workbench;
import studio.backline.plugins.crm.CrmPlugin;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.flat.FlatHost;

/**
 * The plugin of people on the real core, in a database of the workbench's server: its settings are
 * those of a studio's, and everything it promises to keep it keeps.
 */
public final class PeopleHouse {

    private static final String NAME = "people";

    private PeopleHouse() {}

    /** The host, on the workbench. */
    public static FlatHost open(Workbench workbench) throws IOException, SQLException {
        TestDatabase database = workbench.databaseOfSuperuser(NAME);
        try (Connection connection = workbench.openSuperuser();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute(
                        "create database "
                                + NAME
                                + " template template0 encoding 'UTF8' locale 'C'"
                                + " locale_provider builtin builtin_locale 'C.UTF-8'");
            }
            // The workbench's own Backline is idle from now on: its cluster is this one's.
            statement.execute("comment on role backline_platform is null");
        }
        return FlatHost.on(
                database,
                Files.createDirectories(workbench.folder().resolve(NAME)),
                CrmPlugin.class);
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery(
                        "select 1 from pg_database where datname = '" + NAME + "'")) {
            return found.next();
        }
    }
}
