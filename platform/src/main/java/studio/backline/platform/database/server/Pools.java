package studio.backline.platform.database.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.postgresql.ds.PGSimpleDataSource;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.schema.Names;

/** Makes pools. None keeps a connection that nobody needs for long. */
record Pools(ContextSource source, ContextSigner signer) {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_LOCK = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** Statements that the server has planned are kept from the second time on. */
    private static final int PREPARE_FROM = 2;

    ContextDataSource open(PGSimpleDataSource connections, String schema, int most) {
        connections.setCurrentSchema(schema + "," + Names.EXTENSIONS);
        // Requests and what runs by itself give up and say so; schemas are changed elsewhere.
        connections.setOptions("-c lock_timeout=" + LONGEST_LOCK.toMillis());
        connections.setPrepareThreshold(PREPARE_FROM);
        HikariConfig config = new HikariConfig();
        config.setPoolName("database-" + schema);
        config.setDataSource(connections);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(LIFE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setThreadFactory(threads(schema));
        return new ContextDataSource(new HikariDataSource(config), source, signer);
    }

    /** The threads outlive the plugin's class loader, so they must not have it as theirs. */
    private static ThreadFactory threads(String schema) {
        return work -> {
            Thread thread = new Thread(work, "database-" + schema);
            thread.setDaemon(true);
            thread.setContextClassLoader(Pools.class.getClassLoader());
            return thread;
        };
    }
}
