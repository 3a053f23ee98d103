package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.jobs.JobStage.CORE;
import static studio.backline.platform.jobs.JobStage.awaitState;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.core.PluginHome;

/** A part of a job runs beside its handler. */
class PartsOfAJobTest {

    private static final PluginHome PLUGIN = PluginHome.of(CORE, "many-handed");

    private final JobStage stage = new JobStage(PLUGIN);

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void itHasTheSameCaller() {
        Caller[] seen = new Caller[1];
        stage.serve(
                run -> {
                    seen[0] = run.beside(() -> CORE.bean(CurrentCaller.class).require()).get();
                    return "";
                });

        awaitState(stage.ask(), "DONE 0");

        assertThat(seen[0]).isEqualTo(stage.caller);
    }

    @Test
    void itDoesNotOutliveItsJob() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        stage.serve(
                run -> {
                    CountDownLatch begun = new CountDownLatch(1);
                    run.beside(
                            () -> {
                                begun.countDown();
                                try {
                                    never.await();
                                } finally {
                                    Thread.sleep(50);
                                    ended.set(true);
                                }
                                return true;
                            });
                    begun.await();
                    return "";
                });

        awaitState(stage.ask(), "DONE 0");

        assertThat(ended).isTrue();
    }
}
