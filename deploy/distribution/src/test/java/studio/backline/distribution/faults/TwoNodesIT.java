package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * after it, jobs and times come once, and nodes that were frozen past their lease write nothing
 * late.
 */
class TwoNodesIT {

    private static final int WORKSPACES = 6;
    private static final int JOBS_OF_EACH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAST_THE_LEASE = Duration.ofSeconds(61);

    /** Longer than a server needs to come to its plugins. */
    private static final Duration STANDSTILL = Duration.ofSeconds(12);

    private static final String RUNNING =
            "select id::text from backline.job where type = 'tally.count' and state = 'RUNNING'";

    /** Taken over by one, and by the other again. */
    private static final String TAKEN_BACK =
            "select id::text from backline.job where type = 'tally.count' and fence > 2";

    private static final String ONE_JOB =
            """
            insert into backline.job (workspace_id, plugin_role, type, parameters, created_by)
            select id, 'p_tally', 'tally.count', '{"pause": "1000"}', null from backline.workspace
            order by id limit 1;
            select pg_notify('backline_work', 'test jobs')
            """;

    private static final String UNDER_WAY = "select id from backline.plugin where step is not null";

    @TempDir Path folder;

    @Test
    void twoNodesAreOneHouse() throws Exception {
        try (TwoNodes nodes = TwoNodes.start()) {
            pluginsFollowEachOther(nodes);
            jobsAndTimesComeOnce(nodes);
            whoeverWasFrozenWritesNothingLate(nodes, nodes.one());
            whoeverWasFrozenWritesNothingLate(nodes, nodes.other());
            bothFrozenInTurnWriteNothingLate(nodes);
            bothFrozenTogetherWriteNothingTwice(nodes);
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

    private static void whoeverWasFrozenWritesNothingLate(TwoNodes nodes, PackagedServer node)
            throws Exception {
        String frozen = name(node);
        int said = node.log().length();
        TallyPlugin.ask(nodes.database(), 1, Duration.ofMillis(700));
        await(() -> count(nodes, RUNNING + " and worker = '%s'".formatted(frozen)) > 0);
        FaultyHouse.signal(node, "STOP");
        try {
            theLeasePasses(nodes);
            await(
                    () ->
                            count(
                                            nodes,
                                            "select id::text from backline.job where type ="
                                                    + " 'tally.count' and fence > 1 and worker <>"
                                                    + " '%s'".formatted(frozen))
                                    > 0);
        } finally {
            FaultyHouse.signal(node, "CONT");
        }
        TallyPlugin.awaitEnd(nodes.database());
        await(() -> wentOnElsewhere(node, said));

        assertThat(TallyPlugin.faults(nodes.database())).isEmpty();
        nodes.database().execute("delete from backline.job where type = 'tally.count'");
    }

    /**
     * One takes over from the other and is frozen over it, too; the first wakes with its old work
     * in hand and that of the second to do, and then the second does.
     */
    private static void bothFrozenInTurnWriteNothingLate(TwoNodes nodes) throws Exception {
        int saidByOne = nodes.one().log().length();
        int saidByOther = nodes.other().log().length();
        nodes.database().execute(ONE_JOB);
        await(() -> count(nodes, RUNNING + " and checkpoint = '1'") > 0);
        boolean first = count(nodes, RUNNING + heldBy(nodes.one())) > 0;
        PackagedServer former = first ? nodes.one() : nodes.other();
        PackagedServer latter = first ? nodes.other() : nodes.one();
        FaultyHouse.signal(former, "STOP");
        try {
            theLeasePasses(nodes);
            await(() -> count(nodes, RUNNING + heldBy(latter) + " and checkpoint = '2'") > 0);
            FaultyHouse.signal(latter, "STOP");
            nodes.clock().jump(PAST_THE_LEASE);
            FaultyHouse.signal(former, "CONT");
            nodes.clock().ring();
            await(() -> count(nodes, TAKEN_BACK + heldBy(former)) > 0);
        } finally {
            FaultyHouse.signal(former, "CONT");
            FaultyHouse.signal(latter, "CONT");
        }
        TallyPlugin.awaitEnd(nodes.database());
        await(() -> wentOnElsewhere(nodes.one(), saidByOne));
        await(() -> wentOnElsewhere(nodes.other(), saidByOther));

        assertThat(TallyPlugin.faults(nodes.database())).isEmpty();
    }

    /** Nobody is there to take over; both wake at once, each with work whose lease has passed. */
    private static void bothFrozenTogetherWriteNothingTwice(TwoNodes nodes) throws Exception {
        TallyPlugin.ask(nodes.database(), 1, Duration.ofMillis(700));
        await(
                () ->
                        count(nodes, RUNNING + heldBy(nodes.one())) > 0
                                && count(nodes, RUNNING + heldBy(nodes.other())) > 0);
        FaultyHouse.signal(nodes.one(), "STOP");
        FaultyHouse.signal(nodes.other(), "STOP");
        try {
            assertThat(count(nodes, RUNNING)).as("in the midst of it").isGreaterThan(1);
            nodes.clock().jump(PAST_THE_LEASE);
        } finally {
            FaultyHouse.signal(nodes.one(), "CONT");
            FaultyHouse.signal(nodes.other(), "CONT");
        }
        nodes.clock().ring();
        TallyPlugin.awaitEnd(nodes.database());

        assertThat(TallyPlugin.faults(nodes.database())).isEmpty();
    }

    private static void theLeasePasses(TwoNodes nodes) {
        nodes.clock().jump(PAST_THE_LEASE);
        nodes.clock().ring();
    }

    private static boolean wentOnElsewhere(PackagedServer node, int since) {
        return node.log().substring(since).contains("went on elsewhere");
    }

    private static String heldBy(PackagedServer node) {
        return " and worker = '%s'".formatted(name(node));
    }

    private static String name(PackagedServer node) {
        try {
            return Files.readString(node.data().resolve("node")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
