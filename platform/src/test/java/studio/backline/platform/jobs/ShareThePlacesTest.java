package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.jobs.JobStage.CORE;
import static studio.backline.platform.jobs.JobStage.awaitState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Whoever has much to do does not keep the others of the house waiting. */
class ShareThePlacesTest {

    private static final PluginHome PLUGIN = PluginHome.of(CORE, "sharing");
    private static final PluginHome OTHER = PluginHome.of(CORE, "sharing-too");
    private static final Map<String, String> LONG = Map.of("how", "long");
    private static final int ROUNDS = 30;

    private final JobStage stage = new JobStage(PLUGIN);
    private final JobStage neighbour = new JobStage(OTHER);
    private final JobTable table = CORE.bean(JobTable.class);
    private final CountDownLatch carried = new CountDownLatch(1);

    @AfterEach
    void clear() {
        carried.countDown();
        stage.clear();
        neighbour.clear();
    }

    @Test
    void twoLongJobsOfOneWorkspaceLeaveAPlaceToTheOthersAndAreDoneInTurn() {
        JobId first = stage.ask(LONG);
        JobId second = stage.ask(LONG);
        JobId third = stage.ask(PLUGIN.newWorkspace(), Map.of());
        serve();

        awaitState(third, "DONE");
        awaitState(first, "RUNNING");
        assertThat(JobStage.state(second)).startsWith("PLANNED");
        List<String> role = List.of(stage.id.schema());
        assertThat(table.untilNext(role))
                .as("it rests meanwhile")
                .hasValueSatisfying(rest -> assertThat(rest).isGreaterThan(Duration.ofSeconds(5)));

        carried.countDown();
        awaitState(second, "DONE");
        assertThat(JobStage.state(first)).startsWith("DONE");
    }

    @Test
    void noPluginHasAllPlaces() {
        List<JobId> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(stage.ask(PLUGIN.newWorkspace(), LONG));
        }
        serve();
        JobId other = neighbour.ask();
        neighbour.serve(run -> "Carried.");

        awaitState(other, "DONE");

        assertThat(many)
                .filteredOn(job -> JobStage.state(job).startsWith("RUNNING"))
                .hasSizeBetween(1, HandlerDesk.MOST_OF_ONE);
        assertThat(CORE.bean(HandlerDesk.class).free())
                .doesNotContain(stage.id.schema())
                .contains(neighbour.id.schema());
        carried.countDown();
        many.forEach(job -> awaitState(job, "DONE"));
    }

    @Test
    void whatAnotherNodeHasNotCommittedYetCountsToo() {
        stage.ask();
        stage.ask();

        CORE.inTransaction(
                () -> {
                    assertThat(
                                    CORE.jdbc()
                                            .sql(
                                                    "select count(*) from backline.claim_jobs('there',"
                                                            + " '1 minute', array[?, ?], 9)")
                                            .params(stage.id.schema(), stage.id.schema())
                                            .query(Long.class)
                                            .single())
                            .isEqualTo(1);
                    assertThat(claim(table)).isEmpty();
                    return stage;
                });

        assertThat(claim(table)).isEmpty();
    }

    @Test
    void oneClaimBringsWhatThePlacesAreFreeFor() {
        JobId first = stage.ask();
        JobId second = stage.ask(PLUGIN.newWorkspace(), Map.of());
        JobId third = stage.ask(PLUGIN.newWorkspace(), Map.of());
        JobId other = neighbour.ask();
        String mine = stage.id.schema();
        String theirs = neighbour.id.schema();

        assertThat(table.claim("here", List.of(mine, theirs, mine, theirs), 3))
                .extracting(ClaimedJob::id)
                .containsExactlyInAnyOrder(first, second, other);
        assertThat(table.claim("here", List.of(theirs, mine), 3))
                .extracting(ClaimedJob::id)
                .containsExactly(third);
    }

    @Test
    void manyOfOneWorkspaceHideNobodyElses() {
        JobId first = stage.ask();
        for (int i = 0; i < 10; i++) {
            stage.ask();
        }
        JobId other = stage.ask(PLUGIN.newWorkspace(), Map.of());

        assertThat(claim(table)).extracting(ClaimedJob::id).containsExactly(first);
        assertThat(claim(table)).extracting(ClaimedJob::id).containsExactly(other);
        assertThat(claim(table)).isEmpty();
    }

    @Test
    void twoNodesThatClaimAtOnceGiveAWorkspaceOneJob() throws InterruptedException {
        try (Core node = CORE.anotherNode()) {
            for (int round = 0; round < ROUNDS; round++) {
                Caller caller = PLUGIN.newWorkspace();
                stage.ask(caller, Map.of());
                stage.ask(caller, Map.of());
                List<ClaimedJob> there = new ArrayList<>();
                CountDownLatch together = new CountDownLatch(2);
                Thread other =
                        Thread.ofPlatform()
                                .start(
                                        () ->
                                                there.addAll(
                                                        claim(
                                                                node.bean(JobTable.class),
                                                                together)));
                List<ClaimedJob> here = claim(table, together);
                other.join();

                assertThat(here.size() + there.size()).as("round %d", round).isEqualTo(1);
            }
        }
    }

    private List<ClaimedJob> claim(JobTable node, CountDownLatch together) {
        together.countDown();
        try {
            together.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return claim(node);
    }

    private List<ClaimedJob> claim(JobTable node) {
        String role = stage.id.schema();
        return node.claim("here", List.of(role, role), 9);
    }

    private void serve() {
        stage.serve(
                run -> {
                    if (run.parameters().equals(LONG)) {
                        carried.await(1, TimeUnit.MINUTES);
                    }
                    return "Carried.";
                });
    }
}
