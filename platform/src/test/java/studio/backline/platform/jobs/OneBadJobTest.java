package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** A job that cannot be read, or that holds its row for long, does no harm to the others. */
class OneBadJobTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "clumsy");
    private static final PluginId ID = PLUGIN.connection().id();
    private static final String TYPE = "clumsy.drop";

    private final JobRuntime runtime = CORE.bean(JobRuntime.class);
    private final JobDesk desk = CORE.bean(JobDesk.class);
    private final Jobs jobs = runtime.on(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();
    private final CountDownLatch over = new CountDownLatch(1);

    /** What a handler does. */
    private interface Work {
        String of(JobRun run) throws Exception;
    }

    @AfterEach
    void clear() {
        over.countDown();
        runtime.withdraw(ID);
        runtime.erase(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":{}}", "{\"a\":1}", "{\"a\":null}", "null", "\"a\""})
    void parametersAreTextsByNameAlsoInSql(String parameters) {
        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        caller,
                                        () ->
                                                PLUGIN.connection()
                                                        .jdbc()
                                                        .sql(
                                                                "select backline_api.enqueue_job(?,"
                                                                        + " ?::jsonb)")
                                                        .params(TYPE, parameters)
                                                        .query(UUID.class)
                                                        .single()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("a flat JSON object whose values are strings");
    }

    @Test
    void aParameterWithoutATextIsRefusedWhereItIsAsked() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("list", null);

        assertThatThrownBy(() -> ask(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have no text under 'list'");
    }

    @Test
    void oneThatCannotBeReadFailsByItselfAndTheOthersRun() {
        JobId broken = ask(Map.of());
        CORE.behind()
                .sql("update backline.job set parameters = '[1]' where id = ?")
                .param(broken.value())
                .update();
        JobId sound = ask(Map.of());

        serve(run -> "Dropped.");

        await(() -> state(sound).equals("DONE"));
        await(() -> state(broken).equals("FAILED"));
        List<JobSight> failed = PLUGIN.as(caller, () -> desk.in(List.of(JobState.FAILED), 10));
        assertThat(failed).singleElement().matches(each -> each.parameters().isEmpty());
        assertThat(failed.getFirst().status().message().orElseThrow()).contains("cannot be read");
    }

    @Test
    void aTextThatTheDatabaseDoesNotTakeDoesNotUndoWhatIsDone() {
        JobId job = ask(Map.of());
        serve(run -> "Drop\0ped.");

        await(() -> state(job).equals("DONE"));
        assertThat(PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow().message())
                .contains("Dropped.");
    }

    @Test
    void nobodyWaitsForAJobThatHoldsItsRow() throws Exception {
        JobId job = ask(Map.of());
        CountDownLatch holding = new CountDownLatch(1);
        serve(
                run -> {
                    inTransaction(
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

        PLUGIN.as(
                caller,
                () -> {
                    desk.cancel(ID, job);
                    return job;
                });

        assertThat(state(job)).isEqualTo("RUNNING");
        over.countDown();
        await(() -> state(job).equals("CANCELLED"));
    }

    @Test
    void whatMissedAHeartbeatHasANewLeaseWhenItsRowIsFree() {
        JobId job = ask(Map.of());
        serve(
                run -> {
                    OffsetDateTime[] moved = new OffsetDateTime[1];
                    inTransaction(
                            () -> {
                                run.moveCheckpoint("1");
                                moved[0] = time("select clock_timestamp()");
                                CORE.bean(JobExecution.class).heartbeat((RunningJob) run);
                            });
                    OffsetDateTime due =
                            time("select due_at from backline.job where id = '" + job + "'");
                    return due.isAfter(moved[0].plus(JobTable.LEASE)) ? "renewed" : "too old";
                });

        await(() -> state(job).equals("DONE"));
        assertThat(PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow().message())
                .contains("renewed");
    }

    private void awaitQuietly() {
        try {
            over.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inTransaction(Runnable work) {
        new TransactionTemplate(PLUGIN.connection().transactions())
                .executeWithoutResult(status -> work.run());
    }

    private static OffsetDateTime time(String sql) {
        return CORE.behind().sql(sql).query(OffsetDateTime.class).single();
    }

    private void serve(Work work) {
        JobHandler handler =
                new JobHandler() {
                    @Override
                    public String type() {
                        return TYPE;
                    }

                    @Override
                    public String run(JobRun run) throws Exception {
                        return work.of(run);
                    }
                };
        runtime.serve(
                PLUGIN.connection(), getClass().getClassLoader(), List.of(handler), List.of());
    }

    private JobId ask(Map<String, String> parameters) {
        return PLUGIN.in(caller, () -> jobs.enqueue(TYPE, parameters));
    }

    private static String state(JobId job) {
        return CORE.behind()
                .sql("select state from backline.job where id = ?")
                .param(job.value())
                .query(String.class)
                .single();
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
