package studio.backline.server.management;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.Database;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.outbound.KnownNames;

/** How the server and its database are. */
final class StatusCommand implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(StatusCommand.class);

    private final FirstRun firstRun;
    private final Database database;
    private final boolean embedded;

    StatusCommand(FirstRun firstRun, Database database, boolean embedded) {
        this.firstRun = firstRun;
        this.database = database;
        this.embedded = embedded;
    }

    @Override
    public Object run(InputStream body) {
        try (Connection connection = database.openAdmin()) {
            return new ServerState(
                    firstRun.open(),
                    true,
                    database.url(),
                    show(connection, "show server_version"),
                    embedded ? show(connection, "show listen_addresses") : "",
                    database.lint(),
                    KnownNames.ofProcess().refusedNames());
        } catch (SQLException e) {
            LOG.warn("The database does not answer", e);
            return new ServerState(
                    false,
                    false,
                    database.url(),
                    "",
                    "",
                    List.of(),
                    KnownNames.ofProcess().refusedNames());
        }
    }

    private static String show(Connection connection, String statement) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(statement)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
