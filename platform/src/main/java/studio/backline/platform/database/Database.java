package studio.backline.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/** The one database of this instance, embedded or elsewhere. */
public interface Database {

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
}
