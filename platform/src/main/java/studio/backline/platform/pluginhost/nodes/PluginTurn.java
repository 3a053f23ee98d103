package studio.backline.platform.pluginhost.nodes;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.Database;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * The turn to change plugins, of which all nodes have one: a row's lock, which no plugin can take
 * and which goes with the process that holds it.
 */
public final class PluginTurn {

    private static final Logger log = LoggerFactory.getLogger(PluginTurn.class);
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final String TAKE =
            "select only_one from backline.plugin_turn for update skip locked";

    private final Database database;

    /** Over a connection of its own for each turn. */
    public PluginTurn(Database database) {
        this.database = database;
    }

    /** Had until it is closed. */
    public interface Held extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Takes the turn.
     *
     * @param patience how long it is waited for
     * @param meanwhile done now and then as long as another node has it
     * @throws studio.backline.platform.pluginhost.PluginRefusedException when another node has it
     *     for longer
     */
    public Held take(Duration patience, Runnable meanwhile) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Held> held = tried();
        while (held.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw Refusals.of("busy-elsewhere");
            }
            meanwhile.run();
            rest();
            held = tried();
        }
        return held.get();
    }

    private Optional<Held> tried() {
        try {
            Connection connection = database.openPlatform();
            boolean taken = false;
            try {
                taken = take(connection);
            } finally {
                if (!taken) {
                    end(connection);
                }
            }
            return taken ? Optional.of(() -> end(connection)) : Optional.empty();
        } catch (SQLException e) {
            throw Refusals.told(e);
        }
    }

    private static boolean take(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TAKE)) {
            return row.next();
        }
    }

    private static void end(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("The turn went with its connection.", e);
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another node changes plugins.", e);
        }
    }
}
