package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Whoever has much to do does not keep the others of the house waiting. */
class ShareThePlacesTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "sharing");
    private static final String TYPE = "sharing.carry";
    private static final Map<String, String> LONG = Map.of("how", "long");

    private final JobRuntime runtime = CORE.bean(JobRuntime.class);
    private final Jobs jobs = runtime.on(PLUGIN.connection());
    private final CountDownLatch carried = new CountDownLatch(1);

    @AfterEach
    void clear() {
        carried.countDown();
        runtime.withdraw(PLUGIN.connection().id());
        runtime.erase(PLUGIN.connection().id());
    }

    @Test
    void twoLongJobsOfOneWorkspaceLeaveAPlaceToTheOthersAndAreDoneInTurn() {
        Caller busy = PLUGIN.newWorkspace();
        Caller other = PLUGIN.newWorkspace();
        JobId first = ask(busy, LONG);
        JobId second = ask(busy, LONG);
        JobId third = ask(other, Map.of());
        serve();

        await(() -> state(other, third) == JobState.DONE);
        await(() -> state(busy, first) == JobState.RUNNING);
        assertThat(state(busy, second)).isEqualTo(JobState.PLANNED);
        assertThat(CORE.bean(JobTable.class).untilNext(List.of(PLUGIN.connection().id().schema())))
                .as("it rests meanwhile")
                .hasValueSatisfying(rest -> assertThat(rest).isGreaterThan(Duration.ofSeconds(5)));

        carried.countDown();
        await(() -> state(busy, second) == JobState.DONE);
        assertThat(state(busy, first)).isEqualTo(JobState.DONE);
    }

    private void serve() {
        JobHandler handler =
                new JobHandler() {
                    @Override
                    public String type() {
                        return TYPE;
                    }

                    @Override
                    public String run(JobRun run) throws InterruptedException {
                        if (run.parameters().equals(LONG)) {
                            carried.await(1, TimeUnit.MINUTES);
                        }
                        return "carried";
                    }
                };
        runtime.serve(
                PLUGIN.connection(), getClass().getClassLoader(), List.of(handler), List.of());
    }

    private JobId ask(Caller caller, Map<String, String> parameters) {
        return PLUGIN.in(caller, () -> jobs.enqueue(TYPE, parameters));
    }

    private JobState state(Caller caller, JobId job) {
        return PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow().state();
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
