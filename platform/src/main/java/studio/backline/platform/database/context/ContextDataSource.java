package studio.backline.platform.database.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import studio.backline.platform.database.ContextSource;

/**
 * A pool whose connections carry the caller's signed context in each transaction, refuse statements
 * outside one, and go back without a trace of the session.
 */
public final class ContextDataSource extends DelegatingDataSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final ContextSource source;
    private final ContextSigner signer;
    private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();
    private final Cache<PGConnection, Session> sessions = Caffeine.newBuilder().weakKeys().build();

    public ContextDataSource(HikariDataSource pool, ContextSource source, ContextSigner signer) {
        super(pool);
        this.pool = pool;
        this.source = source;
        this.signer = signer;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection pooled = pool.getConnection();
        try {
            TransactionContext context = new TransactionContext(pooled, source, sessionOf(pooled));
            return (Connection)
                    Proxy.newProxyInstance(
                            ContextDataSource.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            new ConnectionHandler(pooled, context, pool::evictConnection));
        } catch (SQLException | RuntimeException e) {
            pooled.close();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("A pool has one role; ask without a name.", "28000");
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }

    /**
     * Sends the context and one query together, and gives the query's rows. Two statements of one
     * message are one transaction, so the context is gone afterwards.
     */
    public <T> List<T> readOnce(String query, RowMapper<T> mapper, Object... values) {
        try (Connection pooled = pool.getConnection();
                PreparedStatement statement =
                        pooled.prepareStatement(TransactionContext.SEND + ";" + query)) {
            Session session = sessionOf(pooled);
            statement.setString(1, session.signatureFor(source.current()).text());
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i]);
            }
            statement.execute();
            statement.getMoreResults();
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    rows.add(mapper.mapRow(row, rows.size()));
                }
            }
            return rows;
        } catch (SQLException e) {
            DataAccessException translated = translator.translate("single read", query, e);
            throw translated == null
                    ? new UncategorizedSQLException("single read", query, e)
                    : translated;
        }
    }

    private Session sessionOf(Connection pooled) throws SQLException {
        PGConnection physical = pooled.unwrap(PGConnection.class);
        Session session = sessions.getIfPresent(physical);
        if (session == null) {
            session = Session.of(pooled, signer);
            sessions.put(physical, session);
        }
        return session;
    }
}
