package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whom a session of the admin waits for. A plugin's session that keeps it waiting is ended;
 * any other is remembered, to be named.
 */
final class Blockers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Blockers.class);

    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** How often a plugin's session is seen in the way before it is ended. */
    private static final int PATIENCE = 4;

    private static final String IN_THE_WAY =
            """
            select a.pid, a.usename, coalesce(a.application_name, '') as application,
                coalesce(host(a.client_addr), 'this machine') as address
            from pg_stat_activity a where a.pid = any (pg_blocking_pids(?))
            """;

    private final DatabaseAddress address;
    private final int waiting;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private final Map<Integer, Integer> seen = new HashMap<>();
    private volatile String last = "another session";

    private Blockers(DatabaseAddress address, int waiting) {
        this.address = address;
        this.waiting = waiting;
        this.thread = Thread.ofPlatform().daemon().name("database-blockers").unstarted(this::watch);
    }

    /**
     * Begins to watch.
     *
     * @param waiting process number of the session that may wait
     */
    static Blockers of(DatabaseAddress address, int waiting) {
        Blockers blockers = new Blockers(address, waiting);
        blockers.thread.start();
        return blockers;
    }

    /** Who was in the way last, in words. */
    String last() {
        return last;
    }

    @Override
    public void close() {
        over.countDown();
    }

    private void watch() {
        try {
            // What never waits for long is not looked at.
            if (over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            try (Connection admin = address.open()) {
                do {
                    look(admin);
                } while (!over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
            }
        } catch (SQLException e) {
            LOG.warn("Nobody watches what holds the schema up: {}.", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Connection admin) throws SQLException {
        PluginSessions sessions = new PluginSessions(admin);
        Set<String> plugins = sessions.roles();
        Map<Integer, String> end = new HashMap<>();
        try (PreparedStatement statement = admin.prepareStatement(IN_THE_WAY)) {
            statement.setInt(1, waiting);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int pid = rows.getInt("pid");
                    String role = String.valueOf(rows.getString("usename"));
                    last =
                            "session %d of '%s' %s from %s"
                                    .formatted(
                                            pid,
                                            role,
                                            rows.getString("application"),
                                            rows.getString("address"));
                    if (plugins.contains(role) && seen.merge(pid, 1, Integer::sum) >= PATIENCE) {
                        end.put(pid, role);
                    }
                }
            }
        }
        for (Map.Entry<Integer, String> each : end.entrySet()) {
            LOG.warn(
                    "The plugin of the role '{}' kept locks for which the schema waited: its session"
                            + " {} was ended.",
                    each.getValue(),
                    each.getKey());
            sessions.end(each.getValue(), each.getKey());
        }
    }
}
