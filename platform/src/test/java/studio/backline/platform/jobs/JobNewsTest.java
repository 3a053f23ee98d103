package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobId;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Bell;

/** Whoever watches jobs is told of those of other nodes as of this one's. */
class JobNewsTest {

    private static final int SECONDS = 20;

    private static Core there;

    private final JobStage stage = new JobStage(PluginHome.of(JobStage.CORE, "newsworthy"));
    private final Semaphore told = new Semaphore(0);

    @BeforeAll
    static void start() throws InterruptedException {
        there = JobStage.CORE.anotherNode();
        Semaphore heard = new Semaphore(0);
        there.bean(Bell.class).hear("first", heard::release);
        do {
            JobStage.CORE.bean(Bell.class).ring("first");
        } while (!heard.tryAcquire(100, TimeUnit.MILLISECONDS));
    }

    @AfterAll
    static void stop() {
        there.close();
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void aJobThatBeginsGoesOnAndEndsElsewhereIsTold() throws InterruptedException {
        there.bean(JobRuntime.class).watch(told::release);
        Semaphore goOn = new Semaphore(0);
        stage.serve(
                run -> {
                    goOn.acquire();
                    run.progress(3, 3);
                    goOn.acquire();
                    return "Done.";
                });

        JobId job = stage.ask();
        assertTold();
        assertThat(JobStage.state(job)).startsWith("RUNNING");
        goOn.release();
        assertTold();
        goOn.release();
        assertTold();
        JobStage.awaitState(job, "DONE");
    }

    /**
     * Many at once are few rings, each of which is a transaction; the last is none that is lost.
     */
    @Test
    void manyJobsOfAMomentAreToldTogether() throws InterruptedException {
        AtomicInteger rings = new AtomicInteger();
        there.bean(Bell.class).hear("job-news", rings::incrementAndGet);
        there.bean(JobRuntime.class).watch(told::release);
        AtomicInteger steps = new AtomicInteger();
        stage.serve(
                run -> {
                    for (int step = 1; step <= 500; step++) {
                        // What is all of it is told whenever it is reached.
                        run.progress(step, step);
                        steps.incrementAndGet();
                    }
                    return "Done.";
                });

        long began = System.nanoTime();
        JobStage.awaitState(stage.ask(), "DONE");
        assertTold();
        long halfSeconds = (System.nanoTime() - began) / TimeUnit.MILLISECONDS.toNanos(500);

        assertThat(steps).hasValue(500);
        assertThat(rings.get()).isBetween(1, (int) halfSeconds + 2);
    }

    private void assertTold() throws InterruptedException {
        assertThat(told.tryAcquire(SECONDS, TimeUnit.SECONDS)).as("told").isTrue();
        // What one thing brought about may have been told in two.
        while (told.tryAcquire(1, TimeUnit.SECONDS)) {
            told.drainPermits();
        }
    }
}
