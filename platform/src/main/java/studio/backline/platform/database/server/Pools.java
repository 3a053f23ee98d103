package studio.backline.platform.database.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.postgresql.ds.PGSimpleDataSource;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.pool.PoolUse;
import studio.backline.platform.database.pool.PoolUses;
import studio.backline.platform.database.schema.Names;

/** Makes pools. None keeps a connection that nobody needs for long. */
final class Pools implements PoolUses {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_LOCK = Duration.ofSeconds(30);

    /**
     * A server that takes statements and is not heard of again keeps a thread no longer. No
     * statement of a request or a job is that long: what works through many rows does so in parts.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** Statements that the server has planned are kept from the second time on. */
    private static final int PREPARE_FROM = 2;

    private final ContextSource source;
    private final ContextSigner signer;
    private final Duration silence;
    private final Map<ContextDataSource, String> opened = new ConcurrentHashMap<>();

    Pools(ContextSource source, ContextSigner signer) {
        this(source, signer, LONGEST_SILENCE);
    }

    Pools(ContextSource source, ContextSigner signer, Duration silence) {
        this.source = source;
        this.signer = signer;
        this.silence = silence;
    }

    @Override
    public List<PoolUse> now() {
        opened.keySet().removeIf(ContextDataSource::isClosed);
        return opened.entrySet().stream()
                .flatMap(pool -> pool.getKey().use(pool.getValue()).stream())
                .sorted(Comparator.comparing(PoolUse::owner))
                .toList();
    }

    /**
     * A pool that the caller closes.
     *
     * @param owner whose it is: the core's, or a plugin's by its id
     */
    ContextDataSource open(PGSimpleDataSource connections, String owner, String schema, int most) {
        connections.setCurrentSchema(schema + "," + Names.EXTENSIONS);
        // Requests and what runs by itself give up and say so; schemas are changed elsewhere.
        connections.setOptions(
                connections.getOptions() + " -c lock_timeout=" + LONGEST_LOCK.toMillis());
        connections.setSocketTimeout((int) silence.toSeconds());
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
        ContextDataSource pool =
                new ContextDataSource(new HikariDataSource(config), source, signer);
        opened.keySet().removeIf(ContextDataSource::isClosed);
        opened.put(pool, owner);
        return pool;
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
