package studio.backline.platform.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.database.server.ExternalServer;

/** The one database of this instance, embedded or elsewhere. */
public interface Database {

    /**
     * Looks whether a database elsewhere can be used, without taking it.
     *
     * @param password the file that has it
     * @throws DatabaseFailureException naming all that is wrong
     */
    static void requireFit(String url, String username, Path password) {
        ExternalServer.look(
                new DatabaseAddress(url, username, DatabaseServer.passwordIn(password)));
    }

    /** The JDBC URL of the database {@code backline}, without user or password. */
    String url();

    /**
     * A new connection of {@code backline_admin}, which owns the database and may create roles, and
     * has no right on any row. In auto-commit; the caller closes it.
     */
    Connection openAdmin() throws SQLException;

    /** A new connection of a role whose password is the host's; the caller closes it. */
    Connection openAs(String role) throws SQLException;

    /** A new connection of the core's run-time role, without a workspace; the caller closes it. */
    Connection openPlatform() throws SQLException;

    /**
     * What is found in the core's roles and schemas as they stand, in sentences; mostly nothing.
     */
    List<String> lint() throws SQLException;
}
