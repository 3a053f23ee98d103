package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.jobs.JobStage.CORE;
import static studio.backline.platform.jobs.JobStage.awaitState;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Bell;

/** Whoever asks a job to stop is heard by the node that runs it, whichever node was asked. */
class StopAJobTest {

    private static final int SECONDS = 20;

    private static Core there;

    private final PluginHome plugin = PluginHome.of(CORE, "stoppable");
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore goOn = new Semaphore(0);
    private final AtomicInteger runs = new AtomicInteger();
    private JobStage stage;

    /** It never looks after its work by itself: what it hears it was told. */
    @BeforeAll
    static void start() throws InterruptedException {
        there = CORE.anotherNode(Duration.ofHours(1));
        Semaphore heard = new Semaphore(0);
        there.bean(Bell.class).hear("first stop", heard::release);
        do {
            CORE.bean(Bell.class).ring("first stop");
        } while (!heard.tryAcquire(100, TimeUnit.MILLISECONDS));
    }

    @AfterAll
    static void stop() {
        there.close();
    }

    private void workOn(Core node) {
        stage = new JobStage(plugin, node);
    }

    @AfterEach
    void clear() {
        goOn.release(100);
        stage.clear();
    }

    @Test
    void oneInTheMiddleOfALongStepElsewhereIsTold() throws InterruptedException {
        workOn(there);
        stage.serve(this::stepUntilAsked);
        JobId job = askedAndBegun();

        assertThat(cancelHere(job)).isTrue();

        awaitState(job, "CANCELLED");
        assertThat(stage.status(job).message()).contains("Asked in the middle of a step.");
    }

    @Test
    void whereTheRingIsLostTheNextHeartbeatTells() throws InterruptedException {
        workOn(CORE);
        stage.serve(this::stepUntilAsked);
        JobId job = askedAndBegun();

        askInSilence(job);

        awaitState(job, "CANCELLED");
    }

    @Test
    void whereTheRingIsLostProgressTells() throws InterruptedException {
        workOn(there);
        stage.serve(
                run -> {
                    begun.release();
                    goOn.acquire();
                    assertThat(run.cancelled()).isFalse();
                    run.progress(1, 1);
                    return run.cancelled() ? "Told." : "Not told.";
                });
        JobId job = askedAndBegun();

        askInSilence(job);
        goOn.release();

        awaitState(job, "CANCELLED");
        assertThat(stage.status(job).message()).contains("Told.");
    }

    @Test
    void oneWhoseNodeDiedIsNotTakenUpAgain() {
        workOn(CORE);
        JobId job = stage.ask();
        JobStage.change(
                job, "state = 'RUNNING', worker = 'gone', due_at = now() + interval '1 minute'");
        assertThat(cancelHere(job)).isTrue();
        assertThat(JobStage.state(job)).as("its node may still write").startsWith("RUNNING");

        stage.serve(run -> "Run " + runs.incrementAndGet());
        JobStage.change(job, "due_at = now()");

        awaitState(job, "CANCELLED");
        assertThat(runs).hasValue(0);
    }

    @Test
    void oneThatFallsBeforeItHeardIsNotTriedAgain() throws InterruptedException {
        workOn(there);
        stage.serve(
                3,
                Duration.ofMinutes(15),
                run -> {
                    begun.release();
                    goOn.acquire();
                    throw new IllegalStateException("Fallen.");
                });
        JobId job = askedAndBegun();

        askInSilence(job);
        goOn.release();

        awaitState(job, "CANCELLED 1");
        assertThat(stage.seen(stage.caller, JobState.CANCELLED))
                .singleElement()
                .matches(each -> each.endedAt().isPresent());
    }

    @Test
    void twoWhoAskAtOnceAreBothRightAndWhoComesTooLateIsToldSo() throws Exception {
        workOn(there);
        stage.serve(this::stepUntilAsked);
        JobId job = askedAndBegun();

        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<Boolean> one = people.submit(() -> cancelHere(job));
            Future<Boolean> other = people.submit(() -> stage.cancel(job));
            assertThat(List.of(one.get(), other.get())).containsOnly(true);
        }
        awaitState(job, "CANCELLED");

        assertThat(cancelHere(job)).isFalse();
        assertThat(stage.cancel(job)).isFalse();
    }

    @Test
    void nobodyElseIsHeard() throws InterruptedException {
        workOn(there);
        stage.serve(this::stepUntilAsked);
        JobId job = askedAndBegun();

        boolean asked = plugin.as(plugin.newWorkspace(), () -> desk().cancel(stage.id, job));

        assertThat(asked).isFalse();
        assertThat(asks(job)).isZero();
    }

    @Test
    void oneThatFailedInSpiteOfItAndIsTriedAgainRuns() throws InterruptedException {
        workOn(CORE);
        stage.serve(
                2,
                Duration.ofMinutes(15),
                run -> {
                    if (runs.incrementAndGet() > 1) {
                        return "Done.";
                    }
                    begun.release();
                    goOn.acquire();
                    throw new JobFailedException("The list is torn.");
                });
        JobId job = askedAndBegun();
        assertThat(cancelHere(job)).isTrue();
        goOn.release();
        awaitState(job, "FAILED");

        assertThat(stage.tryAgain(stage.caller, job)).isTrue();

        awaitState(job, "DONE");
        assertThat(asks(job)).isZero();
    }

    private JobId askedAndBegun() throws InterruptedException {
        JobId job = stage.ask();
        assertThat(begun.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
        return job;
    }

    /** Holds its row all the while, as a step does that takes long. */
    private String stepUntilAsked(JobRun run) {
        stage.inTransaction(
                () -> {
                    run.moveCheckpoint("1");
                    begun.release();
                    JobStage.await(() -> run.cancelled() || goOn.availablePermits() > 0);
                });
        return "Asked in the middle of a step.";
    }

    private boolean cancelHere(JobId job) {
        return plugin.as(stage.caller, () -> desk().cancel(stage.id, job));
    }

    private static JobDesk desk() {
        return CORE.bean(JobDesk.class);
    }

    /** As another node does whose notification is lost. */
    private static void askInSilence(JobId job) {
        CORE.behind()
                .sql(
                        "insert into backline.job_stop (workspace_id, job_id) select workspace_id,"
                                + " id from backline.job where id = ?")
                .param(job.value())
                .update();
    }

    private static long asks(JobId job) {
        return CORE.behind()
                .sql("select count(*) from backline.job_stop where job_id = ?")
                .param(job.value())
                .query(Long.class)
                .single();
    }
}
