package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobId;
import studio.backline.platform.core.PluginHome;

/** In which order a person sees what runs and waits, however much that is. */
class SeeOpenJobsTest {

    private final JobStage stage = new JobStage(PluginHome.of(JobStage.CORE, "queueing"));
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore goOn = new Semaphore(0);

    @AfterEach
    void clear() {
        goOn.release(10);
        stage.clear();
    }

    @Test
    void whatRunsStandsFirstAndThenWhatIsDueFirst() throws InterruptedException {
        stage.serve(
                run -> {
                    begun.release();
                    goOn.acquire();
                    return "Done.";
                });
        JobId running = stage.ask();
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        JobId late = stage.ask();
        JobId soon = stage.ask();
        JobStage.change(late, "due_at = clock_timestamp() + interval '1 hour'");

        assertThat(seen(10)).containsExactly(running, soon, late);
        assertThat(seen(1)).as("where there is room for one").containsExactly(running);
    }

    private List<JobId> seen(int most) {
        return stage.plugin.as(
                stage.caller,
                () -> stage.desk.open(most).stream().map(job -> job.status().id()).toList());
    }
}
