package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Bell;

/** A plugin with one kind of job, and a workspace of the test's own. */
final class JobStage {

    static final Core CORE = Core.shared();

    final PluginHome plugin;
    final PluginId id;
    final String type;
    final JobRuntime runtime;
    final JobDesk desk;
    final Jobs jobs;
    final Caller caller;

    /** What a handler does. */
    @FunctionalInterface
    interface Work {
        String of(JobRun run) throws Exception;
    }

    JobStage(PluginHome plugin) {
        this(plugin, CORE);
    }

    /** On another node than the one that all tests share. */
    JobStage(PluginHome plugin, Core node) {
        this.runtime = node.bean(JobRuntime.class);
        this.desk = node.bean(JobDesk.class);
        this.plugin = plugin;
        this.id = plugin.connection().id();
        this.type = id + ".work";
        this.jobs = runtime.on(plugin.connection());
        this.caller = plugin.newWorkspace();
    }

    /** Its plugin serves no more, and nothing of it is on record. */
    void clear() {
        runtime.withdraw(id);
        runtime.erase(id);
    }

    void serve(Work work) {
        serve(1, Duration.ofMinutes(15), work);
    }

    void serve(int tries, Duration longestSilence, Work work) {
        JobHandler handler =
                new JobHandler() {
                    @Override
                    public String type() {
                        return type;
                    }

                    @Override
                    public String run(JobRun run) throws Exception {
                        return work.of(run);
                    }

                    @Override
                    public int tries() {
                        return tries;
                    }

                    @Override
                    public Duration longestSilence() {
                        return longestSilence;
                    }
                };
        runtime.serve(
                plugin.connection(), getClass().getClassLoader(), List.of(handler), List.of());
    }

    JobId ask() {
        return ask(Map.of());
    }

    JobId ask(Map<String, String> parameters) {
        return ask(caller, parameters);
    }

    JobId ask(Caller who, Map<String, String> parameters) {
        return plugin.in(who, () -> jobs.enqueue(type, parameters));
    }

    boolean cancel(JobId job) {
        return plugin.as(caller, () -> desk.cancel(id, job));
    }

    boolean tryAgain(Caller who, JobId job) {
        return plugin.as(who, () -> desk.tryAgain(id, job));
    }

    List<JobSight> seen(Caller who, JobState state) {
        return plugin.as(
                who,
                () ->
                        state == JobState.PLANNED || state == JobState.RUNNING
                                ? desk.open(10).stream()
                                        .filter(job -> job.status().state() == state)
                                        .toList()
                                : desk.ended(List.of(state), 10));
    }

    JobStatus status(JobId job) {
        return plugin.as(caller, () -> jobs.find(job)).orElseThrow();
    }

    /** State and tries, whoever's it is. */
    static String state(JobId job) {
        return CORE.behind()
                .sql("select state || ' ' || tries from backline.job where id = ?")
                .param(job.value())
                .query(String.class)
                .single();
    }

    static void awaitState(JobId job, String state) {
        await(() -> state(job).startsWith(state));
    }

    /** Changes its row, as time or another node would. */
    static void change(JobId job, String what) {
        CORE.behind()
                .sql("update backline.job set " + what + " where id = ?")
                .param(job.value())
                .update();
        CORE.bean(Bell.class).ring(JobWorker.TOPIC);
    }

    void inTransaction(Runnable work) {
        new TransactionTemplate(plugin.connection().transactions())
                .executeWithoutResult(status -> work.run());
    }

    static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
