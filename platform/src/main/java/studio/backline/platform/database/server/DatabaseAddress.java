package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and who prepares it.
 *
 * @param url JDBC URL without user and password
 * @param username the admin, who may create roles and owns the database
 * @param password the admin's
 */
public record DatabaseAddress(String url, String username, String password) {

    private static final int CONNECT_SECONDS = 10;

    /** A new connection of the admin. */
    public Connection open() throws SQLException {
        return as(username, password).getConnection();
    }

    /** Connections of a role, without a pool. */
    public PGSimpleDataSource as(String role, String secret) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role);
        source.setPassword(secret);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setApplicationName("backline");
        source.setGssEncMode("disable");
        // The details of an error hold values of rows.
        source.setLogServerErrorDetail(false);
        return source;
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "%s as %s".formatted(url, username);
    }
}
