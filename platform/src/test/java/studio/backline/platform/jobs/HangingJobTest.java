package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.jobs.JobStage.CORE;
import static studio.backline.platform.jobs.JobStage.await;
import static studio.backline.platform.jobs.JobStage.awaitState;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobId;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.HeldThread;
import studio.backline.platform.work.HeldThreads;

/** A handler that does not go on is stopped, and where that does not help its place is taken. */
class HangingJobTest {

    private static final PluginHome PLUGIN = PluginHome.of(CORE, "hanging");

    private final JobStage stage = new JobStage(PLUGIN);
    private final HeldThreads held = CORE.bean(HeldThreads.class);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void clear() {
        over.countDown();
        stage.clear();
        await(() -> heldHere() == 0);
    }

    @Test
    void oneThatIsSilentForTooLongIsInterruptedAndHasFailed() {
        JobId job = stage.ask();
        stage.serve(
                1,
                Duration.ofSeconds(1),
                run -> {
                    over.await();
                    return "Hung.";
                });

        awaitState(job, "FAILED");
        assertThat(message(job))
                .isEqualTo(
                        "This made no progress for less than a minute, longer than its plugin"
                                + " allows, and was stopped.");
        assertThat(heldHere()).isZero();
    }

    @Test
    void oneThatGoesOnInSpiteOfThatHasFailedTooAndItsPluginIsNamed() {
        JobId job = stage.ask();
        stage.serve(1, Duration.ZERO, run -> hang());

        awaitState(job, "FAILED");
        assertThat(message(job)).contains("Whatever it still does counts for nothing.");
        assertThat(held.now()).extracting(HeldThread::plugin).contains(stage.id);
        assertThat(stage.runtime.running(stage.caller.workspace())).isEmpty();

        over.countDown();
        await(() -> heldHere() == 0);
        assertThat(JobStage.state(job)).startsWith("FAILED");
        assertThat(message(job)).contains("counts for nothing");
    }

    @Test
    void twoThatHangKeepNobodyElseWaitingAndTheirPluginNoMorePlaces() {
        JobId first = stage.ask(PLUGIN.newWorkspace(), Map.of());
        JobId second = stage.ask(PLUGIN.newWorkspace(), Map.of());
        stage.serve(1, Duration.ZERO, run -> hang());
        awaitState(first, "FAILED");
        awaitState(second, "FAILED");
        JobId third = stage.ask(PLUGIN.newWorkspace(), Map.of());
        JobStage neighbour = new JobStage(PluginHome.of(CORE, "hanging-beside"));
        try {
            neighbour.serve(run -> "Done.");
            for (int i = 0; i < 3; i++) {
                awaitState(neighbour.ask(PLUGIN.newWorkspace(), Map.of()), "DONE");
            }

            assertThat(JobStage.state(third))
                    .as("the plugin's share is held")
                    .startsWith("PLANNED");
            over.countDown();
            awaitState(third, "DONE");
        } finally {
            neighbour.clear();
        }
    }

    @Test
    void oneThatHoldsItsRowIsFailedWhenItLetsGo() {
        JobId job = stage.ask();
        CountDownLatch rolledBack = new CountDownLatch(1);
        stage.serve(
                1,
                Duration.ZERO,
                run -> {
                    stage.inTransaction(
                            () -> {
                                run.moveCheckpoint("1");
                                await(() -> heldHere() > 0);
                            });
                    rolledBack.countDown();
                    return hang();
                });

        awaitState(job, "FAILED");
        assertThat(rolledBack.getCount()).isZero();
        assertThat(message(job)).contains("counts for nothing");
    }

    @Test
    void oneThatWasInterruptedAndGoesOnAfterAllIsDone() {
        JobId job = stage.ask();
        stage.serve(
                1,
                Duration.ofSeconds(1),
                run -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        run.progress(1, 1);
                    }
                    return "Done after all.";
                });

        awaitState(job, "DONE");
    }

    private String hang() {
        boolean interrupted = false;
        while (true) {
            try {
                over.await(1, TimeUnit.MINUTES);
                return interrupted ? "Hung in spite of it." : "Hung.";
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private String message(JobId job) {
        return Optional.ofNullable(
                        CORE.behind()
                                .sql("select message from backline.job where id = ?")
                                .param(job.value())
                                .query(String.class)
                                .single())
                .orElse("");
    }

    private long heldHere() {
        return held.now().stream().filter(each -> each.plugin().equals(stage.id)).count();
    }
}
