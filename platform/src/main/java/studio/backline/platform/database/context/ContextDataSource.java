package studio.backline.platform.database.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.database.pool.PoolUse;

/**
 * A pool whose connections carry the caller's signed context in each transaction, only read outside
 * one, statement by statement, and go back without a trace of the session.
 */
public final class ContextDataSource extends AbstractDataSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final ContextSource source;
    private final ContextSigner signer;
    private final Cache<PGConnection, Session> sessions = Caffeine.newBuilder().weakKeys().build();

    public ContextDataSource(HikariDataSource pool, ContextSource source, ContextSigner signer) {
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

    /** Whether nobody gets a connection any more. */
    public boolean isClosed() {
        return pool.isClosed();
    }

    /** How it is used now; empty when it is closed. */
    public Optional<PoolUse> use(String owner) {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        if (isClosed() || state == null) {
            return Optional.empty();
        }
        return Optional.of(
                new PoolUse(
                        owner,
                        state.getActiveConnections(),
                        state.getIdleConnections(),
                        state.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize()));
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }

    private Session sessionOf(Connection pooled) throws SQLException {
        PGConnection physical = pooled.unwrap(PGConnection.class);
        Session session = sessions.getIfPresent(physical);
        if (session == null) {
            session = Session.open(pooled, signer);
            sessions.put(physical, session);
        }
        return session;
    }
}
