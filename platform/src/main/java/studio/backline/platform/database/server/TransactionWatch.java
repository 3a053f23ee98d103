package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.Database;

/**
 * Ends transactions of plugins that last for longer than is allowed. Tickets serve to the end of
 * the transaction that shows them, so without an end a plugin could go on reading; the database's
 * own time limits the plugin's role may set as it likes.
 */
public final class TransactionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final Database database;
    private final Duration longest;
    private final ScheduledThreadPoolExecutor own;

    /** Begins to watch. */
    public TransactionWatch(Database database, Duration longest) {
        this.database = database;
        this.longest = longest;
        this.own =
                new ScheduledThreadPoolExecutor(
                        1,
                        work ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("long-transactions")
                                        .unstarted(work));
        own.scheduleWithFixedDelay(
                this::look, BETWEEN.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
    }

    /** Looks once. */
    void look() {
        try (Connection admin = database.openAdmin()) {
            for (PluginSessions.Ended each : new PluginSessions(admin).endLongerThan(longest)) {
                LOG.warn(
                        "A transaction of the plugin with the role '{}' was open for {} s: it was"
                                + " ended, and what it had done is undone. {} minutes are allowed; work"
                                + " that needs longer, like an export over a slow line, gets it by"
                                + " backline.database.longest-transaction-minutes.",
                        each.role(),
                        each.lasted().toSeconds(),
                        longest.toMinutes());
            }
        } catch (SQLException | RuntimeException e) {
            // Looks again at the next time; a plugin cannot bring it about.
            LOG.warn("Long transactions of plugins could not be looked for: {}.", e.getMessage());
        }
    }

    @Override
    public void close() {
        own.shutdownNow();
    }
}
