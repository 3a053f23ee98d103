package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.jobs.JobStage.CORE;
import static studio.backline.platform.jobs.JobStage.awaitState;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Pace;

/** A job that cannot be read, or that holds its row for long, does no harm to the others. */
class OneBadJobTest {

    private static final PluginHome PLUGIN = PluginHome.of(CORE, "clumsy");

    private final JobStage stage = new JobStage(PLUGIN);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void clear() {
        over.countDown();
        stage.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":{}}", "{\"a\":1}", "{\"a\":null}", "null", "\"a\""})
    void parametersAreTextsByNameAlsoInSql(String parameters) {
        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        stage.caller,
                                        () ->
                                                PLUGIN.connection()
                                                        .jdbc()
                                                        .sql(
                                                                "select backline_api.enqueue_job(?,"
                                                                        + " ?::jsonb)")
                                                        .params(stage.type, parameters)
                                                        .query(UUID.class)
                                                        .single()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("a flat JSON object whose values are strings");
    }

    @Test
    void aParameterWithoutATextIsRefusedWhereItIsAsked() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("list", null);

        assertThatThrownBy(() -> stage.ask(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have no text under 'list'");
    }

    @Test
    void oneThatCannotBeReadFailsByItselfAndTheOthersRun() {
        JobId broken = stage.ask();
        JobStage.change(broken, "parameters = '[1]'");
        JobId sound = stage.ask();

        stage.serve(run -> "Dropped.");

        awaitState(sound, "DONE");
        awaitState(broken, "FAILED");
        List<JobSight> failed = stage.seen(stage.caller, JobState.FAILED);
        assertThat(failed).singleElement().matches(each -> each.parameters().isEmpty());
        assertThat(failed.getFirst().status().message().orElseThrow()).contains("cannot be read");
    }

    @Test
    void aTextThatTheDatabaseDoesNotTakeDoesNotUndoWhatIsDone() {
        JobId job = stage.ask();
        stage.serve(run -> "Drop\0ped.");

        awaitState(job, "DONE");
        assertThat(stage.status(job).message()).contains("Dropped.");
    }

    @Test
    void nobodyWaitsForAJobThatHoldsItsRow() throws Exception {
        JobId job = stage.ask();
        CountDownLatch holding = new CountDownLatch(1);
        stage.serve(
                run -> {
                    stage.inTransaction(
                            () -> {
                                run.moveCheckpoint("1");
                                // Its own transaction is in the way of this as well.
                                run.progress(1, 1);
                                CORE.bean(JobExecution.class).heartbeat((RunningJob) run);
                                holding.countDown();
                                awaitQuietly();
                            });
                    return "Dropped.";
                });
        assertThat(holding.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(stage.cancel(job)).isTrue();

        awaitState(job, "RUNNING");
        over.countDown();
        awaitState(job, "CANCELLED");
    }

    @Test
    void whatMissedAHeartbeatHasANewLeaseWhenItsRowIsFree() {
        JobId job = stage.ask();
        stage.serve(
                run -> {
                    OffsetDateTime[] moved = new OffsetDateTime[1];
                    stage.inTransaction(
                            () -> {
                                run.moveCheckpoint("1");
                                moved[0] = time("select clock_timestamp()");
                                CORE.bean(JobExecution.class).heartbeat((RunningJob) run);
                            });
                    OffsetDateTime due =
                            time("select due_at from backline.job where id = '" + job + "'");
                    return due.isAfter(moved[0].plus(Pace.LEASE)) ? "renewed" : "too old";
                });

        awaitState(job, "DONE");
        assertThat(stage.status(job).message()).contains("renewed");
    }

    private void awaitQuietly() {
        try {
            over.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OffsetDateTime time(String sql) {
        return CORE.behind().sql(sql).query(OffsetDateTime.class).single();
    }
}
