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
import java.util.Optional;
import studio.backline.platform.database.Database;

/**
 * Is the clock kept right, and do those of server and database agree? What the server signs for the
 * database is good for a minute by the database's clock.
 */
record ClockExamination(Database database, Clock clock) implements Examination {

    static final Duration TOLERATED = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final String NOW = "select extract(epoch from clock_timestamp())";

    @Override
    public List<Finding> examine() {
        return List.of(kept(TimeService.keepsTime()), compared());
    }

    /** Where all is on one machine, nothing here would differ if it were an hour off. */
    static Finding kept(Optional<Boolean> keepsTime) {
        return keepsTime
                .map(kept -> kept ? Finding.good("clock.kept") : Finding.hint("clock.free"))
                .orElseGet(() -> Finding.hint("clock.unsaid"));
    }

    private Finding compared() {
        try (Connection connection = database.openAdmin();
                Statement statement = connection.createStatement()) {
            Instant before = clock.instant();
            try (ResultSet row = statement.executeQuery(NOW)) {
                row.next();
                return compare(before, clock.instant(), instant(row.getBigDecimal(1)));
            }
        } catch (SQLException e) {
            return Finding.hint("clock.unknown");
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
