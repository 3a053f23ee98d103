package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.fault.FaultyHouse;
import studio.backline.testkit.fault.TallyPlugin;
import studio.backline.testkit.nodes.TwoNodes;

/**
 * Two packaged servers on one database, behind a proxy: what one does with a plugin the other does
 * after it, jobs and times come once, and a node that was frozen past its lease writes nothing
 * late.
 */
class TwoNodesIT {

    private static final int WORKSPACES = 6;
    private static final int JOBS_OF_EACH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than a server needs to come to its plugins. */
    private static final Duration STANDSTILL = Duration.ofSeconds(12);

    private static final String RUNNING =
            "select id::text from backline.job where type = 'tally.count' and state = 'RUNNING'";
    private static final String UNDER_WAY = "select id from backline.plugin where step is not null";

    @TempDir Path folder;

    @Test
    void twoNodesAreOneHouse() throws Exception {
        try (TwoNodes nodes = TwoNodes.start()) {
            pluginsFollowEachOther(nodes);
            jobsAndTimesComeOnce(nodes);
            whoeverWasFrozenWritesNothingLate(nodes);
            peopleStayWithTheirNodeUntilItGoes(nodes);
            whatOneRemovesTheOtherLetsGoFirst(nodes);
            whoeverStartsWhileTheOtherInstallsTakesNothingForCutOff(nodes);
        }
    }

    private void pluginsFollowEachOther(TwoNodes nodes) throws SQLException {
        succeed(nodes.one(), "install", TallyPlugin.jar(folder).toString());
        awaitRuns(nodes, 2, "1.0.0");

        succeed(nodes.other(), "install", TallyPlugin.jar(folder, "1.0.1").toString());
        awaitRuns(nodes, 2, "1.0.1");
        CommandResult list = nodes.one().command("plugin", "list");
        assertThat(list.out()).as("list of the node that followed").contains("1.0.1");

        succeed(nodes.one(), "disable", TallyPlugin.ID);
        awaitRuns(nodes, 0, "1.0.1");
        succeed(nodes.other(), "enable", TallyPlugin.ID);
        awaitRuns(nodes, 2, "1.0.1");
    }

    private static void jobsAndTimesComeOnce(TwoNodes nodes) throws SQLException {
        TallyPlugin.makeWorkspaces(nodes.database(), WORKSPACES);
        TallyPlugin.ask(nodes.database(), JOBS_OF_EACH, Duration.ofMillis(40));
        TallyPlugin.awaitEnd(nodes.database());

        assertThat(TallyPlugin.faults(nodes.database())).isEmpty();
        assertThat(workers(nodes, "type = 'tally.count'")).as("nodes that took part").hasSize(2);
        await(() -> count(nodes, "select distinct scheduled_for::text from backline.job") >= 3);
        assertThat(TallyPlugin.faults(nodes.database())).isEmpty();
    }

    private static void whoeverWasFrozenWritesNothingLate(TwoNodes nodes) throws Exception {
        String frozen = Files.readString(nodes.one().data().resolve("node")).strip();
        TallyPlugin.ask(nodes.database(), 1, Duration.ofMillis(700));
        String held =
                "select id::text from backline.job where type = 'tally.count' and state = 'RUNNING'"
                        + " and worker = '%s'".formatted(frozen);
        await(() -> count(nodes, held) > 0);
        FaultyHouse.signal(nodes.one(), "STOP");
        try {
            nodes.clock().jump(Duration.ofSeconds(61));
            nodes.clock().ring();
            await(
                    () ->
                            count(
                                            nodes,
                                            "select id::text from backline.job where type ="
                                                    + " 'tally.count' and fence > 1 and worker <>"
                                                    + " '%s'".formatted(frozen))
                                    > 0);
        } finally {
            FaultyHouse.signal(nodes.one(), "CONT");
        }
        TallyPlugin.awaitEnd(nodes.database());
        await(() -> nodes.one().log().contains("went on elsewhere"));

        assertThat(TallyPlugin.faults(nodes.database())).isEmpty();
    }

    private static void peopleStayWithTheirNodeUntilItGoes(TwoNodes nodes) {
        Visitor first = signedIn(nodes);
        Visitor second = signedIn(nodes);
        for (int i = 0; i < 4; i++) {
            assertThat(first.open("").url().getPath()).isNotEqualTo("/sign-in");
            assertThat(second.open("").url().getPath()).isNotEqualTo("/sign-in");
        }
        assertThat(nodes.proxy().nodesWithSessions()).as("nodes with people on them").isEqualTo(2);

        nodes.one().kill();

        Visitor third = signedIn(nodes);
        assertThat(third.open("").url().getPath()).isNotEqualTo("/sign-in");
        nodes.one().start();
        awaitRuns(nodes, 2, "1.0.1");
    }

    /** In the midst of its work there: the schema goes, and nobody writes into what is gone. */
    private static void whatOneRemovesTheOtherLetsGoFirst(TwoNodes nodes) {
        int said = nodes.one().log().length();
        TallyPlugin.ask(nodes.database(), JOBS_OF_EACH, Duration.ofMillis(200));
        await(() -> count(nodes, RUNNING) > 0);

        CommandResult removed =
                nodes.other().command("plugin", "remove", "--erase-data", TallyPlugin.ID);

        assertThat(removed.exit()).as(removed.out() + removed.err()).isZero();
        assertThat(count(nodes, "select node from backline.plugin_run")).isZero();
        assertThat(count(nodes, "select nspname from pg_namespace where nspname = 'p_tally'"))
                .isZero();
        await(() -> nodes.one().command("plugin", "list").out().contains("No plugin is installed"));
        assertThat(nodes.one().log().substring(said))
                .contains("Another node changes plugin tally; it stops here.")
                .doesNotContain("still runs");
    }

    /** The other stands still in the midst of it, for longer than a start takes. */
    private void whoeverStartsWhileTheOtherInstallsTakesNothingForCutOff(TwoNodes nodes)
            throws Exception {
        nodes.one().stop();
        String jar = TallyPlugin.jar(folder).toString();
        FutureTask<CommandResult> installing =
                new FutureTask<>(() -> nodes.other().command("plugin", "install", jar));
        Thread.ofPlatform().start(installing);
        await(() -> count(nodes, UNDER_WAY) > 0);
        FaultyHouse.signal(nodes.other(), "STOP");
        try {
            assertThat(count(nodes, UNDER_WAY)).as("still under way").isPositive();
            nodes.one().launch();
            LockSupport.parkNanos(STANDSTILL.toNanos());
        } finally {
            FaultyHouse.signal(nodes.other(), "CONT");
        }

        assertThat(installing.get().exit()).as(installing.get().err()).isZero();
        await(nodes.one()::isHealthy);
        awaitRuns(nodes, 2, "1.0.0");
        assertThat(nodes.one().log()).doesNotContain("was cut off");
    }

    private static Visitor signedIn(TwoNodes nodes) {
        Operator operator = Operator.usual();
        Visitor visitor = new Visitor(nodes.proxy().url());
        Page after =
                visitor.submit(
                        visitor.open("sign-in"),
                        java.util.Map.of(
                                "username", operator.mail(), "password", operator.password()));
        assertThat(after.url().getPath()).as(after.body()).isNotEqualTo("/sign-in");
        return visitor;
    }

    private static void succeed(PackagedServer server, String command, String what) {
        CommandResult result = server.command("plugin", command, what);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    /** As many nodes run that version as should, and none another. */
    private static void awaitRuns(TwoNodes nodes, int expected, String version) {
        await(
                () ->
                        count(
                                                nodes,
                                                "select node from backline.plugin_run r join backline.plugin p"
                                                        + " on p.sha256 = r.sha256 where p.version = '%s'"
                                                                .formatted(version))
                                        == expected
                                && count(nodes, "select node from backline.plugin_run")
                                        == expected);
    }

    private static List<String> workers(TwoNodes nodes, String which) throws SQLException {
        return TallyPlugin.texts(
                nodes.database(), "select distinct worker from backline.job where " + which);
    }

    private static int count(TwoNodes nodes, String query) {
        try {
            return TallyPlugin.texts(nodes.database(), query).size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
