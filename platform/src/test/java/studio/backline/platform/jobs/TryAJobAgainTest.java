package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Bell;

/** What may be done again is: by itself after a while, or by people at their desk. */
class TryAJobAgainTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "stubborn");
    private static final PluginId ID = PLUGIN.connection().id();
    private static final String TYPE = "stubborn.knock";

    private final JobRuntime runtime = CORE.bean(JobRuntime.class);
    private final JobDesk desk = CORE.bean(JobDesk.class);
    private final Jobs jobs = runtime.on(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();
    private final AtomicInteger knocks = new AtomicInteger();

    @AfterEach
    void clear() {
        runtime.withdraw(ID);
        runtime.erase(ID);
    }

    @Test
    void aFaultIsTriedAgainAfterAWhileUntilItGoesWell() {
        serve(3, knock -> knock == 3);
        JobId job = ask();

        for (int i = 1; i < 3; i++) {
            String waits = "PLANNED " + i;
            await(() -> state(job).equals(waits));
            assertThat(waitsSeconds(job)).isBetween(5.0 * i, 13.0 * i);
            makeDue(job);
        }

        await(() -> state(job).equals("DONE 2"));
    }

    @Test
    void afterTheLastTryItHasFailedAndPeopleMayAskForMore() {
        serve(2, knock -> knock > 2);
        JobId job = ask();
        await(() -> state(job).equals("PLANNED 1"));
        makeDue(job);
        await(() -> state(job).startsWith("FAILED"));
        assertThat(seen(JobState.FAILED)).singleElement().matches(JobSight::repeatable);

        assertThat(PLUGIN.as(caller, () -> desk.tryAgain(ID, job))).isTrue();

        await(() -> state(job).startsWith("DONE"));
        assertThat(PLUGIN.as(caller, () -> desk.tryAgain(ID, job))).isFalse();
    }

    @Test
    void whatGaveUpWithAReasonIsNotTriedByItself() {
        serve(
                5,
                knock -> {
                    throw new JobFailedException("Nobody is at home. Come by day.");
                });
        JobId job = ask();

        await(() -> state(job).equals("FAILED 0"));
        assertThat(knocks).hasValue(1);
    }

    @Test
    void whatMayNotSimplyBeDoneAgainIsNotEvenByPeople() {
        serve(1, knock -> false);
        JobId job = ask();
        await(() -> state(job).startsWith("FAILED"));

        assertThat(seen(JobState.FAILED)).singleElement().matches(each -> !each.repeatable());
        assertThat(PLUGIN.as(caller, () -> desk.tryAgain(ID, job))).isFalse();
        assertThat(state(job)).startsWith("FAILED");
    }

    @Test
    void oneThatWaitsForItsNextTryIsCancelledAtOnce() {
        serve(3, knock -> false);
        JobId job = ask();
        await(() -> state(job).equals("PLANNED 1"));

        PLUGIN.as(
                caller,
                () -> {
                    desk.cancel(ID, job);
                    return job;
                });

        assertThat(state(job)).startsWith("CANCELLED");
    }

    @Test
    void whatFellWithTheServerTwiceIsLeftAlone() {
        JobId job = ask();
        CORE.behind()
                .sql("update backline.job set crashes = 2 where id = ?")
                .param(job.value())
                .update();
        serve(3, knock -> true);

        await(() -> state(job).startsWith("FAILED"));
        assertThat(knocks).hasValue(0);
        assertThat(seen(JobState.FAILED).getFirst().status().message())
                .contains(
                        "The server stopped again and again while this ran. It is not tried"
                                + " again by itself.");
    }

    @Test
    void nobodyElseSeesOrRepeatsIt() {
        serve(2, knock -> true);
        JobId job = ask();
        await(() -> state(job).startsWith("DONE"));
        CORE.behind()
                .sql("update backline.job set state = 'FAILED' where id = ?")
                .param(job.value())
                .update();
        Caller other = PLUGIN.newWorkspace();

        assertThat(PLUGIN.as(other, () -> desk.in(List.of(JobState.FAILED), 10))).isEmpty();
        assertThat(PLUGIN.as(other, () -> desk.tryAgain(ID, job))).isFalse();
        assertThat(state(job)).startsWith("FAILED");
    }

    private void serve(int tries, Door door) {
        JobHandler handler =
                new JobHandler() {
                    @Override
                    public String type() {
                        return TYPE;
                    }

                    @Override
                    public String run(JobRun run) throws Exception {
                        if (door.opens(knocks.incrementAndGet())) {
                            return "Opened.";
                        }
                        throw new IOException("closed");
                    }

                    @Override
                    public int tries() {
                        return tries;
                    }
                };
        runtime.serve(
                PLUGIN.connection(), getClass().getClassLoader(), List.of(handler), List.of());
    }

    private JobId ask() {
        return PLUGIN.in(caller, () -> jobs.enqueue(TYPE, Map.of()));
    }

    private List<JobSight> seen(JobState state) {
        return PLUGIN.as(caller, () -> desk.in(List.of(state), 10));
    }

    private static String state(JobId job) {
        return CORE.behind()
                .sql("select state || ' ' || tries from backline.job where id = ?")
                .param(job.value())
                .query(String.class)
                .single();
    }

    private static double waitsSeconds(JobId job) {
        return CORE.behind()
                .sql(
                        "select extract(epoch from due_at - clock_timestamp())::float8 from"
                                + " backline.job where id = ?")
                .param(job.value())
                .query(Double.class)
                .single();
    }

    private static void makeDue(JobId job) {
        CORE.behind()
                .sql("update backline.job set due_at = now() where id = ?")
                .param(job.value())
                .update();
        CORE.bean(Bell.class).ring(JobWorker.TOPIC);
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** What a knock comes to. */
    private interface Door {
        boolean opens(int knock) throws Exception;
    }
}
