package studio.backline.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import studio.backline.testkit.TestDatabase;

/**
 * The clock of one database, put on and back while a server works with it: whoever asks there for
 * {@code clock_timestamp()} or {@code now()} is told the machine's time and so much more. What goes
 * by {@code current_timestamp}, such as the end of a signed context, goes by the machine's clock as
 * before, as does the server itself.
 */
public final class MovableClock {

    /** In the place of the two that come with PostgreSQL, which are kept under other names. */
    private static final String MOVABLE =
            """
            set allow_system_table_mods = on;
            alter function pg_catalog.clock_timestamp() rename to machine_clock_timestamp;
            alter function pg_catalog.now() rename to machine_now;
            create function pg_catalog.clock_timestamp() returns timestamptz
                language sql volatile parallel safe security definer set search_path = pg_catalog
                as $$ select machine_clock_timestamp() + pg_read_file('%1$s')::interval $$;
            create function pg_catalog.now() returns timestamptz
                language sql stable parallel safe security definer set search_path = pg_catalog
                as $$ select machine_now() + pg_read_file('%1$s')::interval $$;
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
        database.execute(MOVABLE.formatted(ahead));
        return clock;
    }

    /** Puts it on, or back where that is negative, from what it shows. */
    public void jump(Duration by) {
        show(ahead().plus(by));
    }

    /** Sets it. */
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
