package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
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

    /** The server, too, ends the session of a machine that is gone, so that its locks are free. */
    private static final String WATCHED =
            " -c tcp_keepalives_idle=%d -c tcp_keepalives_interval=%d -c tcp_keepalives_count=%d"
                            .formatted(
                                    WatchedSockets.IDLE,
                                    WatchedSockets.BETWEEN,
                                    WatchedSockets.QUESTIONS)
                    + " -c tcp_user_timeout=60s";

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
        source.setSocketFactory(WatchedSockets.class.getName());
        source.setTcpKeepAlive(true);
        source.setOptions(Objects.toString(source.getOptions(), "") + WATCHED);
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
