package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.fault.FaultyHouse;
import studio.backline.testkit.fault.TallyPlugin;

/**
 * What one plugin tells another one hears that knows of the first by an event's name alone: each
 * once, after a failure again, and what was told while it was off when it is back.
 */
class EventsBetweenPluginsIT {

    private static final int WORKSPACES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COUNTED =
            "select id::text from backline.job where type = 'tally.count' and state = 'DONE'";

    @TempDir Path folder;

    @Test
    void whatOneTellsTheOtherHearsOnce() throws Exception {
        try (FaultyHouse house = FaultyHouse.start()) {
            PackagedServer server = house.server();
            succeed(server, "install", TallyPlugin.jar(folder).toString());
            succeed(server, "install", TallyPlugin.echo(folder).toString());
            TallyPlugin.makeWorkspaces(house.database(), WORKSPACES);

            // The first of all fails there, which takes back its mark, and is heard again.
            TallyPlugin.ask(house.database(), 2, Duration.ZERO);
            TallyPlugin.awaitEnd(house.database());
            assertHeard(house, 2);
            assertThat(
                            TallyPlugin.texts(
                                    house.database(),
                                    "select state from backline.event_delivery where tries > 0"))
                    .as("heard at the second try")
                    .containsExactly("DONE");

            succeed(server, "disable", TallyPlugin.ECHO);
            TallyPlugin.ask(house.database(), 1, Duration.ZERO);
            awaitCounted(house, 3);
            server.kill();
            server.start();
            succeed(server, "enable", TallyPlugin.ECHO);
            TallyPlugin.awaitEnd(house.database());
            assertHeard(house, 3);
            assertThat(TallyPlugin.faults(house.database())).isEmpty();
        }
    }

    private static void awaitCounted(FaultyHouse house, int each) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (texts(house, COUNTED).size() < each * WORKSPACES) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Each event that was told has one mark, in the workspace that it was told in. */
    private static void assertHeard(FaultyHouse house, int each) throws SQLException {
        assertThat(texts(house, "select workspace_id || ' ' || word from p_echo.mark"))
                .hasSize(each * WORKSPACES)
                .containsExactlyInAnyOrderElementsOf(
                        texts(
                                house,
                                "select workspace_id || ' ' || id from backline.event where type = 'tally.counted'"));
    }

    private static List<String> texts(FaultyHouse house, String query) throws SQLException {
        return TallyPlugin.texts(house.database(), query);
    }

    private static void succeed(PackagedServer server, String command, String what) {
        CommandResult result = server.command("plugin", command, what);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }
}
