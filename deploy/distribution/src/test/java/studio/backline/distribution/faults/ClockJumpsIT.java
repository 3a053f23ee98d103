package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.fault.FaultyHouse;
import studio.backline.testkit.fault.TallyPlugin;

/**
 * The database's clock goes through both nights of summer time and jumps by an hour, while a server
 * has jobs to do at times of Berlin: each time comes once, none is left out, and what is asked for
 * after a jump is done.
 */
class ClockJumpsIT {

    private static final int WORKSPACES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** More than a schedule needs once its time has come. */
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    @TempDir Path folder;

    @Test
    void throughBothNightsOfSummerTimeAndAnHourBack() throws Exception {
        try (FaultyHouse house = FaultyHouse.start()) {
            house.clock().set(Instant.parse("2027-03-27T23:10:00Z"));
            CommandResult installed =
                    house.server().command("plugin", "install", TallyPlugin.jar(folder).toString());
            assertThat(installed.exit()).as(installed.out() + installed.err()).isZero();
            TallyPlugin.makeWorkspaces(house.database(), WORKSPACES);
            house.database().execute("delete from backline.job_schedule where type = 'tally.tick'");

            summerTimeBegins(house);
            summerTimeEnds(house);
            anHourBack(house);

            assertThat(TallyPlugin.faults(house.database())).isEmpty();
        }
    }

    /** At 01:00 UTC, 02:00 there becomes 03:00. */
    private static void summerTimeBegins(FaultyHouse house) throws SQLException {
        itBecomes(house, "2027-03-28T00:59:56Z");
        awaitCame(house, "tally.hour", "2027-03-28T00:00:00Z");
        awaitCame(house, "tally.hour", "2027-03-28T01:00:00Z");

        itBecomes(house, "2027-03-28T01:29:56Z");
        // 02:30 is left out that night; it comes later by the hour that is.
        awaitCame(house, "tally.night", "2027-03-28T01:30:00Z");
        assertThat(next(house, "tally.night")).isEqualTo(Instant.parse("2027-03-29T00:30:00Z"));
    }

    /** At 01:00 UTC, 03:00 there becomes 02:00. */
    private static void summerTimeEnds(FaultyHouse house) throws SQLException {
        itBecomes(house, "2027-10-31T00:29:56Z");
        awaitCame(house, "tally.night", "2027-10-31T00:30:00Z");
        itBecomes(house, "2027-10-31T00:59:56Z");
        awaitCame(house, "tally.hour", "2027-10-31T01:00:00Z");

        // 02:30 once more.
        itBecomes(house, "2027-10-31T01:29:56Z");
        pass(A_WHILE);
        assertThat(came(house, "tally.night", "2027-10-31T01:30:00Z")).isZero();
        assertThat(next(house, "tally.night")).isEqualTo(Instant.parse("2027-11-01T01:30:00Z"));
    }

    /** What came comes no more, what is asked for is done, and what was put off waits. */
    private static void anHourBack(FaultyHouse house) throws SQLException {
        house.database()
                .execute(
                        """
                        insert into backline.job (workspace_id, plugin_role, type, parameters, created_by, due_at)
                        select id, 'p_tally', 'tally.count', '{"put": "off"}', null, now() + interval '4 seconds'
                        from backline.workspace
                        """);
        house.clock().jump(Duration.ofHours(-1));
        house.clock().ring();

        TallyPlugin.ask(house.database(), 1, Duration.ZERO);
        pass(A_WHILE);
        assertThat(jobs(house, "state = 'DONE' and parameters not like '%put%'"))
                .as("asked for after the jump")
                .isEqualTo(WORKSPACES);
        assertThat(jobs(house, "state = 'PLANNED' and parameters like '%put%'"))
                .as("put off before it")
                .isEqualTo(WORKSPACES);
        assertThat(came(house, "tally.night", "2027-10-31T00:30:00Z")).isEqualTo(WORKSPACES);

        house.clock().jump(Duration.ofHours(1));
        house.clock().ring();
        TallyPlugin.awaitEnd(house.database());
    }

    private static void itBecomes(FaultyHouse house, String time) {
        house.clock().set(Instant.parse(time));
        house.clock().ring();
    }

    private static void awaitCame(FaultyHouse house, String type, String instant)
            throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (came(house, type, instant) < WORKSPACES) {
            assertThat(System.nanoTime())
                    .as(
                            "patience for %s at %s; there are %s",
                            type,
                            instant,
                            TallyPlugin.texts(
                                    house.database(),
                                    "select type || ' ' || scheduled_for || ' ' || state from"
                                            + " backline.job where scheduled_for is not null"))
                    .isLessThan(deadline);
            pass(Duration.ofMillis(200));
        }
    }

    private static int came(FaultyHouse house, String type, String instant) throws SQLException {
        return TallyPlugin.texts(
                        house.database(),
                        "select id::text from backline.job where type = '%s' and scheduled_for = '%s' and state = 'DONE'"
                                .formatted(type, instant))
                .size();
    }

    private static int jobs(FaultyHouse house, String which) throws SQLException {
        return TallyPlugin.texts(
                        house.database(),
                        "select id::text from backline.job where type = 'tally.count' and "
                                + which.replace("parameters", "parameters::text"))
                .size();
    }

    private static Instant next(FaultyHouse house, String type) throws SQLException {
        List<String> found =
                TallyPlugin.texts(
                        house.database(),
                        "select extract(epoch from next_at)::bigint::text from backline.job_schedule"
                                + " where type = '%s'".formatted(type));
        return Instant.ofEpochSecond(Long.parseLong(found.getFirst()));
    }

    private static void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
