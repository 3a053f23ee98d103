package studio.backline.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import studio.backline.testkit.TestDatabase;

/**
 * The clock of one database, put on and back while a server works with it: whoever asks a function
 * there what time it is, is told the machine's time and so much more. Never less than that: {@code
 * current_timestamp}, by which a ticket of a signed context ends, is a keyword that no function can
 * stand for, and tickets given by a clock behind it would be over at once. The server itself goes
 * by the machine's clock as before.
 */
public final class MovableClock {

    /**
     * Each function that tells the time, and how much it may change in the midst of a statement.
     */
    private static final Map<String, String> TELLING =
            Map.of(
                    "clock_timestamp", "volatile",
                    "now", "stable",
                    "statement_timestamp", "stable",
                    "transaction_timestamp", "stable");

    /** In the place of one that comes with PostgreSQL, which is kept under another name. */
    private static final String MOVABLE =
            """
            alter function pg_catalog.%1$s() rename to machine_%1$s;
            create function pg_catalog.%1$s() returns timestamptz
                language sql %2$s parallel safe security definer set search_path = pg_catalog
                as $$ select machine_%1$s() + pg_read_file('%3$s')::interval $$;
            """;

    private final TestDatabase database;
    private final Path ahead;

    private MovableClock(TestDatabase database, Path ahead) {
        this.database = database;
        this.ahead = ahead;
    }

    /**
     * Gives an empty database one, which shows the machine's time.
     *
     * @param database into which nobody has made anything yet
     * @param ahead a file for how much more than that it shows; its server can read it
     */
    static MovableClock in(TestDatabase database, Path ahead) {
        MovableClock clock = new MovableClock(database, ahead);
        clock.show(Duration.ZERO);
        StringBuilder movable = new StringBuilder("set allow_system_table_mods = on;\n");
        TELLING.forEach((name, changes) -> movable.append(MOVABLE.formatted(name, changes, ahead)));
        database.execute(movable.toString());
        return clock;
    }

    /**
     * Puts it on, or back where that is negative, from what it shows.
     *
     * @throws IllegalArgumentException if it would be behind the machine's
     */
    public void jump(Duration by) {
        show(ahead().plus(by));
    }

    /**
     * Sets it.
     *
     * @throws IllegalArgumentException if it would be behind the machine's
     */
    public void set(Instant time) {
        show(Duration.between(Instant.now(), time));
    }

    private Duration ahead() {
        try {
            return Duration.ofMillis(Long.parseLong(Files.readString(ahead).split(" ", 2)[0]));
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody knows what the clock shows.", e);
        }
    }

    private void show(Duration more) {
        if (more.isNegative()) {
            throw new IllegalArgumentException(
                    "A database's clock behind the machine's by " + more.negated());
        }
        try {
            Path fresh = ahead.resolveSibling(ahead.getFileName() + ".fresh");
            Files.writeString(fresh, more.toMillis() + " milliseconds");
            Files.move(fresh, ahead, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The clock does not move.", e);
        }
    }

    /** Has all loops look now, rather than within the minute. */
    public void ring() {
        database.execute("select pg_notify('backline_work', 'clock jobs')");
        database.execute("select pg_notify('backline_work', 'clock events')");
    }
}
