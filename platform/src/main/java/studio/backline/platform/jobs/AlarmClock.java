package studio.backline.platform.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Makes this node's part of the house's one Quartz scheduler, whose triggers are rows. */
final class AlarmClock {

    /** The same on all nodes: what makes them one. Stands in V089, too. */
    private static final String NAME = "backline";

    private AlarmClock() {}

    /**
     * A scheduler that runs nothing yet.
     *
     * @param node this one among those that share the database, the same after each start
     */
    static Scheduler over(DataSource database, String node) throws SchedulerException {
        // The names of data sources are the process's; those of schedulers are, too, unless they
        // are taken out again.
        String source = NAME + "-" + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(source, new Pooled(database));
        SchedulerRepository known = SchedulerRepository.getInstance();
        synchronized (known) {
            Scheduler scheduler = new StdSchedulerFactory(properties(source, node)).getScheduler();
            known.remove(NAME);
            return scheduler;
        }
    }

    private static Properties properties(String source, String node) {
        Properties properties = new Properties();
        properties.put(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME);
        properties.put(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, node);
        properties.put(StdSchedulerFactory.PROP_SCHED_THREAD_NAME, "alarm-clock");
        properties.put(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
        String pool = StdSchedulerFactory.PROP_THREAD_POOL_PREFIX;
        properties.put(
                StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName());
        properties.put(pool + ".threadCount", "1");
        properties.put(pool + ".makeThreadsDaemons", "true");
        String store = StdSchedulerFactory.PROP_JOB_STORE_PREFIX;
        properties.put(StdSchedulerFactory.PROP_JOB_STORE_CLASS, JobStoreTX.class.getName());
        properties.put(store + ".driverDelegateClass", PostgreSQLDelegate.class.getName());
        properties.put(store + ".dataSource", source);
        properties.put(store + ".tablePrefix", "backline.qrtz_");
        // No objects of Java in rows.
        properties.put(StdSchedulerFactory.PROP_JOB_STORE_USE_PROP, "true");
        properties.put(store + ".isClustered", "true");
        properties.put(store + ".clusterCheckinInterval", "15000");
        // Without it, two nodes may both take a trigger.
        properties.put(store + ".acquireTriggersWithinLock", "true");
        properties.put(store + ".makeThreadsDaemons", "true");
        return properties;
    }

    /** Connections of the core's pool, which Quartz neither opens nor closes. */
    private record Pooled(DataSource pool) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return pool.getConnection();
        }

        @Override
        public void initialize() {
            // Open already.
        }

        @Override
        public void shutdown() {
            // Others use it.
        }
    }
}
