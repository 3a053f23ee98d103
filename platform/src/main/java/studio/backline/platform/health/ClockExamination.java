package studio.backline.platform.health;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import studio.backline.platform.database.Database;

/**
 * Do the clocks of server and database agree? What the server signs for the database is good for a
 * minute by the database's clock.
 */
record ClockExamination(Database database, Clock clock) implements Examination {

    static final Duration TOLERATED = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final String NOW = "select extract(epoch from clock_timestamp())";

    @Override
    public List<Finding> examine() {
        try (Connection connection = database.openAdmin();
                Statement statement = connection.createStatement()) {
            Instant before = clock.instant();
            try (ResultSet row = statement.executeQuery(NOW)) {
                row.next();
                return List.of(compare(before, clock.instant(), instant(row.getBigDecimal(1))));
            }
        } catch (SQLException e) {
            return List.of(Finding.hint("clock.unknown"));
        }
    }

    /** What lies between question and answer is nobody's fault. */
    static Finding compare(Instant before, Instant after, Instant there) {
        Duration apart =
                there.isBefore(before)
                        ? Duration.between(there, before)
                        : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        if (apart.compareTo(TOLERATED) <= 0) {
            return Finding.good("clock.agrees");
        }
        return apart.compareTo(MOST) <= 0
                ? Finding.hint("clock.apart", apart.toSeconds())
                : Finding.bad("clock.wrong", apart.toSeconds());
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }
}
