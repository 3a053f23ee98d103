package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.jobs.JobStage.CORE;
import static studio.backline.platform.jobs.JobStage.awaitState;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Sending;

/** What may be done again is: by itself after a while, or by people at their desk. */
class TryAJobAgainTest {

    private static final PluginHome PLUGIN = PluginHome.of(CORE, "stubborn");

    private final JobStage stage = new JobStage(PLUGIN);
    private final AtomicInteger knocks = new AtomicInteger();

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void aFaultIsTriedAgainAfterAWhileUntilItGoesWell() {
        serve(3, knock -> knock == 3);
        JobId job = stage.ask();

        for (int i = 1; i < 3; i++) {
            String waits = "PLANNED " + i;
            awaitState(job, waits);
            assertThat(waitsSeconds(job)).isBetween(5.0 * i, 13.0 * i);
            JobStage.change(job, "due_at = now()");
        }

        awaitState(job, "DONE 2");
    }

    @Test
    void afterTheLastTryItHasFailedAndPeopleMayAskForMore() {
        serve(2, knock -> knock > 2);
        JobId job = stage.ask();
        awaitState(job, "PLANNED 1");
        JobStage.change(job, "due_at = now()");
        awaitState(job, "FAILED");
        assertThat(stage.seen(stage.caller, JobState.FAILED))
                .singleElement()
                .matches(JobSight::repeatable);

        assertThat(stage.tryAgain(stage.caller, job)).isTrue();

        awaitState(job, "DONE");
        assertThat(stage.tryAgain(stage.caller, job)).isFalse();
    }

    @Test
    void oneThatFellWithTheDatabaseGoesOnAndIsLeftAloneWhenThatHappensAgainAndAgain() {
        stage.serve(
                run -> {
                    knocks.incrementAndGet();
                    throw new DataAccessResourceFailureException(
                            "The connection broke.", new SQLException("terminated", "57P01"));
                });
        JobId job = stage.ask();

        awaitState(job, "PLANNED 0");
        JobStage.await(() -> knocks.get() == 1 && waitsSeconds(job) > 0);
        assertThat(stage.seen(stage.caller, JobState.PLANNED))
                .singleElement()
                .matches(seen -> seen.crashes() == 1);
        JobStage.change(job, "due_at = now()");
        JobStage.await(() -> knocks.get() == 2 && JobStage.state(job).startsWith("PLANNED"));
        JobStage.change(job, "due_at = now()");

        awaitState(job, "FAILED 0");
        assertThat(knocks).hasValue(2);
        assertThat(stage.status(job).message().orElseThrow()).startsWith("The server or its");
    }

    /** Also where its handler allows no other try: nothing of it is the plugin's fault. */
    @Test
    void oneThatWaitedInVainForWhatAnotherHeldGoesOnByItself() {
        CountDownLatch held = new CountDownLatch(1);
        stage.serve(
                run -> {
                    held.await();
                    return PLUGIN.in(stage.caller, () -> lock("100ms"));
                });
        PLUGIN.in(stage.caller, () -> tally("insert into tally values (default, uuidv7(), 'it')"));
        JobId job = stage.ask();

        PLUGIN.in(
                stage.caller,
                () -> {
                    String had = lock("1s");
                    held.countDown();
                    awaitState(job, "PLANNED 1");
                    return had;
                });
        assertThat(stage.status(job).message().orElseThrow()).startsWith("Something else held");
        JobStage.change(job, "due_at = now()");

        awaitState(job, "DONE 1");
    }

    /** Neither a try nor a fault: what it was to call it calls once that may be. */
    @Test
    void oneThatMayNotCallAnybodyWhileSendingIsPausedWaitsUntilThatGoesOn() {
        Sending sending = CORE.bean(Sending.class);
        sending.pause(Optional.empty());
        try {
            serve(
                    1,
                    knock -> {
                        if (sending.isPaused()) {
                            throw new IOException(
                                    "Not called.",
                                    new OutboundRefusedException(Rule.GATE_SHUT, "Paused."));
                        }
                        return true;
                    });
            JobId job = stage.ask();
            awaitState(job, "PLANNED 0");
            JobStage.await(() -> knocks.get() == 1 && waitsSeconds(job) > 20);
            assertThat(stage.status(job).message().orElseThrow())
                    .startsWith("Sending is paused on this server");

            JobStage.change(job, "due_at = now()");
            JobStage.await(() -> waitsSeconds(job) > 20);
            assertThat(knocks).as("is not begun as long as it would come no further").hasValue(1);

            sending.resume(Optional.empty());
            JobStage.change(job, "due_at = now()");
            awaitState(job, "DONE 0");
        } finally {
            sending.resume(Optional.empty());
        }
    }

    @Test
    void oneThatIsRefusedForAnotherReasonHasFailed() {
        serve(
                1,
                knock -> {
                    throw new OutboundRefusedException(Rule.GATE_SHUT, "Nobody has consented.");
                });

        awaitState(stage.ask(), "FAILED 0");
    }

    private static String lock(String patience) {
        tally("set local lock_timeout = '" + patience + "'");
        return PLUGIN.connection()
                .jdbc()
                .sql("select word from tally for update")
                .query(String.class)
                .single();
    }

    private static int tally(String sql) {
        return PLUGIN.connection().jdbc().sql(sql).update();
    }

    @Test
    void whoRunsTheHouseSeesHowManyWaitAndHowLongAndWhatFailed() {
        serve(1, knock -> false);
        awaitState(stage.ask(), "FAILED");
        stage.runtime.withdraw(stage.id);
        JobStage.change(stage.ask(), "due_at = now() - interval '90 seconds'");
        JobStage.change(stage.ask(), "due_at = now() + interval '1 hour'");

        assertThat(stage.runtime.backlog())
                .filteredOn(each -> each.plugin().equals(stage.id))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.waiting()).isEqualTo(2);
                            assertThat(each.running()).isZero();
                            assertThat(each.failed()).isEqualTo(1);
                            assertThat(each.longest())
                                    .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
                        });
    }

    @Test
    void whatGaveUpWithAReasonIsNotTriedByItself() {
        serve(
                5,
                knock -> {
                    throw new JobFailedException("Nobody is at home. Come by day.");
                });
        JobId job = stage.ask();

        awaitState(job, "FAILED 0");
        assertThat(knocks).hasValue(1);
    }

    @Test
    void whatMayNotSimplyBeDoneAgainIsNotEvenByPeople() {
        serve(1, knock -> false);
        JobId job = stage.ask();
        awaitState(job, "FAILED");

        assertThat(stage.seen(stage.caller, JobState.FAILED))
                .singleElement()
                .matches(each -> !each.repeatable());
        assertThat(stage.tryAgain(stage.caller, job)).isFalse();
        assertThat(JobStage.state(job)).startsWith("FAILED");
    }

    @Test
    void oneThatWaitsForItsNextTryIsCancelledAtOnce() {
        serve(3, knock -> false);
        JobId job = stage.ask();
        awaitState(job, "PLANNED 1");

        assertThat(stage.cancel(job)).isTrue();

        assertThat(JobStage.state(job)).startsWith("CANCELLED");
    }

    @Test
    void whatFellWithTheServerTwiceIsLeftAlone() {
        JobId job = stage.ask();
        JobStage.change(job, "crashes = 2");
        serve(3, knock -> true);

        awaitState(job, "FAILED");
        assertThat(knocks).hasValue(0);
        assertThat(stage.seen(stage.caller, JobState.FAILED).getFirst().status().message())
                .contains(
                        "The server or its database stopped again and again while this ran. It is not tried"
                                + " again by itself.");
    }

    @Test
    void nobodyElseSeesOrRepeatsIt() {
        serve(2, knock -> true);
        JobId job = stage.ask();
        awaitState(job, "DONE");
        JobStage.change(job, "state = 'FAILED'");
        Caller other = PLUGIN.newWorkspace();

        assertThat(stage.seen(other, JobState.FAILED)).isEmpty();
        assertThat(stage.tryAgain(other, job)).isFalse();
        assertThat(JobStage.state(job)).startsWith("FAILED");
    }

    private void serve(int tries, Door door) {
        stage.serve(
                tries,
                Duration.ofMinutes(15),
                run -> {
                    if (door.opens(knocks.incrementAndGet())) {
                        return "Opened.";
                    }
                    throw new IOException("closed");
                });
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

    /** What a knock comes to. */
    private interface Door {
        boolean opens(int knock) throws Exception;
    }
}
