package studio.backline.platform.database.proof;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.datasource.AbstractDataSource;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.context.ContextSigner;

/** A pool that shows the caller's ticket as one would at first, for a test of the tests. */
final class NaivePool extends AbstractDataSource implements AutoCloseable {

    private static final String BINDING =
            "select namesend(session_user) || int4send(pg_backend_pid())"
                    + " || timestamptz_send(pg_postmaster_start_time())";

    private final ContextSigner signer =
            new ContextSigner(
                    DatabaseFixture.SECRETS.secret("database.context", ContextSigner.KEY_BYTES));

    private final HikariDataSource pool;
    private final boolean local;

    /** Shows it for the transaction, or for the session. */
    NaivePool(String role, boolean local) {
        this.local = local;
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        config.setDataSource(
                new AbstractDataSource() {
                    @Override
                    public Connection getConnection() throws SQLException {
                        return DatabaseFixture.shared().database().openAs(role);
                    }

                    @Override
                    public Connection getConnection(String user, String password)
                            throws SQLException {
                        return getConnection();
                    }
                });
        this.pool = new HikariDataSource(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = pool.getConnection();
        Optional<Caller> caller = DatabaseFixture.caller();
        try {
            if (caller.isPresent()) {
                String ticket = enter(connection, caller.get());
                connection.setAutoCommit(false);
                try (PreparedStatement show =
                        connection.prepareStatement("select set_config('backline.ticket', ?, ?)")) {
                    show.setString(1, ticket);
                    show.setBoolean(2, local);
                    show.execute();
                }
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    private String enter(Connection connection, Caller caller) throws SQLException {
        try (PreparedStatement binding = connection.prepareStatement(BINDING);
                PreparedStatement enter =
                        connection.prepareStatement("select backline_api.enter(?)");
                ResultSet bound = binding.executeQuery()) {
            bound.next();
            long minute = System.currentTimeMillis() + ContextSigner.LIFETIME_MILLIS;
            enter.setString(1, signer.sign(caller, bound.getBytes(1), minute));
            try (ResultSet ticket = enter.executeQuery()) {
                ticket.next();
                return ticket.getString(1);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
