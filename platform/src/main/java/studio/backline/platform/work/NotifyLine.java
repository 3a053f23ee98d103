package studio.backline.platform.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.Database;

/** A connection of its own that listens, opened again whenever it breaks. */
final class NotifyLine {

    private static final Logger log = LoggerFactory.getLogger(NotifyLine.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** How long the line may be silent before it is tried whether it still stands. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Database database;
    private final String channel;
    private final Consumer<String> heard;
    private final Runnable opened;
    private volatile @Nullable Thread listening;
    private volatile @Nullable Connection line;

    /**
     * @param opened run with each new line, since what was sent before is not heard on it
     */
    NotifyLine(Database database, String channel, Consumer<String> heard, Runnable opened) {
        this.database = database;
        this.channel = channel;
        this.heard = heard;
        this.opened = opened;
    }

    void open() {
        Thread starting = Thread.ofVirtual().name("bell-line").unstarted(this::listen);
        listening = starting;
        starting.start();
    }

    void close() {
        Thread stopping = listening;
        listening = null;
        Connection open = line;
        if (open != null) {
            cut(open);
        }
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    private void listen() {
        while (listening != null) {
            try (Connection connection = database.openPlatform()) {
                line = connection;
                execute(connection, "listen " + channel);
                opened.run();
                hearOn(connection);
            } catch (SQLException e) {
                rest(e);
            } finally {
                line = null;
            }
        }
    }

    private void hearOn(Connection connection) throws SQLException {
        PGConnection listener = connection.unwrap(PGConnection.class);
        while (listening != null) {
            PGNotification[] news = listener.getNotifications((int) SILENCE.toMillis());
            if (news.length == 0 && !connection.isValid((int) AGAIN.toSeconds())) {
                throw new SQLException("The line does not answer.");
            }
            for (PGNotification each : news) {
                heard.accept(each.getParameter());
            }
        }
    }

    private void rest(SQLException broken) {
        if (listening == null) {
            return;
        }
        log.debug("The line to hear of work on is down; opening another.", broken);
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Its thread waits in it, and would let nobody close it politely. */
    private static void cut(Connection open) {
        try {
            open.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("The line was down already.", e);
        }
    }
}
