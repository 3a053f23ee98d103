package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobLostException;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.platform.work.Bell;

class RunAJobTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "tallying");

    private final JobRuntime runtime = CORE.bean(JobRuntime.class);
    private final Jobs jobs = runtime.on(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();

    @AfterEach
    void withdraw() {
        runtime.withdraw(PLUGIN.connection().id());
    }

    @Test
    void oneJobThatGoesOnIsNotSpokenOfAsJobs() {
        assertThat(JobWorker.goOn(1))
                .isEqualTo("1 job was running when the server stopped; it goes on.");
        assertThat(JobWorker.goOn(2)).startsWith("2 jobs were running");
    }

    @Test
    void itRunsAsThePersonWhoAskedInTheirWorkspace() {
        serve(
                run ->
                        CORE.bean(CurrentCaller.class).require().equals(caller)
                                ? "as asked"
                                : "wrong");

        JobStatus ended = await(ask(Map.of()));

        assertThat(ended.state()).isEqualTo(JobState.DONE);
        assertThat(ended.message()).contains("as asked");
    }

    @Test
    void itDoesNotExistWhenTheAskingRollsBack() {
        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        caller,
                                        () -> {
                                            jobs.enqueue("tallying.count", Map.of());
                                            throw new IllegalArgumentException("stop");
                                        }))
                .hasMessage("stop");

        assertThat(PLUGIN.as(caller, () -> jobs.latest(10))).isEmpty();
    }

    @Test
    void whoWatchesIsToldAndSeesItUntilItEnds() throws InterruptedException {
        Semaphore told = new Semaphore(0);
        runtime.watch(told::release);
        CountDownLatch counting = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        serve(
                run -> {
                    if (!run.parameters().containsKey("list")) {
                        return "left over from another test";
                    }
                    run.progress(3, 10);
                    counting.countDown();
                    seen.await();
                    return "counted";
                });
        JobId job = ask(Map.of("list", "guests"));

        assertThat(counting.await(20, TimeUnit.SECONDS)).isTrue();
        // Once as it began, once of the three.
        assertThat(told.availablePermits()).isGreaterThanOrEqualTo(2);
        told.drainPermits();
        assertThat(runtime.running(caller.workspace()))
                .containsExactly(
                        new JobGlimpse(
                                PLUGIN.connection().id(),
                                "tallying.count",
                                Map.of("list", "guests"),
                                3,
                                10));
        assertThat(runtime.running(PLUGIN.newWorkspace().workspace())).isEmpty();
        seen.countDown();
        await(job);
        assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runtime.running(caller.workspace())).isEmpty();
    }

    @Test
    void itGivesUpWithItsReason() {
        serve(
                run -> {
                    throw new JobFailedException("The file stops in row 4,118.");
                });

        JobStatus ended = await(ask(Map.of()));

        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.message()).contains("The file stops in row 4,118.");
    }

    @Test
    void aFaultIsLoggedAndNotShown() {
        serve(
                run -> {
                    throw new IllegalStateException("secret inner workings");
                });

        JobStatus ended = await(ask(Map.of()));

        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.message().orElseThrow())
                .doesNotContain("secret")
                .contains(ended.id().toString());
    }

    @Test
    void itGoesOnFromItsCheckpointWhenThePluginComesBack() throws InterruptedException {
        CountDownLatch halfWay = new CountDownLatch(1);
        serve(
                run -> {
                    tallyFrom(run, 0, 3);
                    halfWay.countDown();
                    while (!run.cancelled()) {
                        TimeUnit.MILLISECONDS.sleep(10);
                    }
                    return "half";
                });
        JobId job = ask(Map.of());
        assertThat(halfWay.await(20, TimeUnit.SECONDS)).isTrue();
        runtime.withdraw(PLUGIN.connection().id());
        assertThat(PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow().state())
                .isEqualTo(JobState.PLANNED);

        serve(
                run -> {
                    int from = Integer.parseInt(run.checkpoint().orElseThrow());
                    tallyFrom(run, from, 6);
                    return "from " + from;
                });

        assertThat(await(job).message()).contains("from 3");
        assertThat(words()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
    }

    @Test
    void aWorkerThatWasSilentTooLongCanWriteNoMore() throws InterruptedException {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch takenOver = new CountDownLatch(1);
        List<String> outcome = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger turn = new AtomicInteger();
        serve(
                run -> {
                    if (turn.getAndIncrement() > 0) {
                        tallyFrom(run, 0, 1);
                        return "the second";
                    }
                    claimed.countDown();
                    takenOver.await(20, TimeUnit.SECONDS);
                    try {
                        tallyFrom(run, 0, 1);
                        outcome.add("written");
                    } catch (JobLostException e) {
                        outcome.add("lost");
                        throw e;
                    }
                    return "the first";
                });
        JobId job = ask(Map.of());
        assertThat(claimed.await(20, TimeUnit.SECONDS)).isTrue();
        takenOverByANodeThatStopped(job);

        JobStatus ended = await(job);
        takenOver.countDown();

        assertThat(ended.message()).contains("the second");
        waitUntil(() -> !outcome.isEmpty());
        assertThat(outcome).containsExactly("lost");
        assertThat(words()).containsExactly("0");
    }

    private static void takenOverByANodeThatStopped(JobId job) {
        CORE.behind()
                .sql(
                        "update backline.job set state = 'PLANNED', fence = fence + 1, due_at ="
                                + " now() where id = ?")
                .param(job.value())
                .update();
        CORE.bean(Bell.class).ring(JobWorker.TOPIC);
    }

    @Test
    void itStopsWhenAsked() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        serve(
                run -> {
                    started.countDown();
                    for (int done = 0; !run.cancelled(); done++) {
                        TimeUnit.MILLISECONDS.sleep(20);
                        run.progress(done, 0);
                    }
                    return "stopped in the middle";
                });
        JobId job = ask(Map.of());
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        cancel(job);

        assertThat(await(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void oneThatWaitsIsCancelledAtOnce() {
        JobId job = ask(Map.of());
        cancel(job);

        assertThat(await(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void nobodyElseSeesOrStopsIt() {
        JobId job = ask(Map.of());
        Caller other = PLUGIN.newWorkspace();
        Jobs otherPlugin = runtime.on(PluginHome.of(CORE, "tallying-too").connection());

        assertThat(PLUGIN.as(other, () -> jobs.find(job))).isEmpty();
        assertThat(PLUGIN.as(caller, () -> otherPlugin.find(job))).isEmpty();
        PLUGIN.as(
                other,
                () -> {
                    jobs.cancel(job);
                    return job;
                });
        assertThat(PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow().state())
                .isEqualTo(JobState.PLANNED);
    }

    @Test
    void whoIsNoMemberAnyMoreHasNothingDone() {
        JobId job = ask(Map.of());
        Workspaces workspaces = CORE.bean(Workspaces.class);
        workspaces.add(
                caller.workspace(),
                studio.backline.contract.tenancy.AccountId.next(),
                studio.backline.contract.permission.Role.OWNER);
        workspaces.remove(caller, caller.account().orElseThrow());
        AtomicInteger runs = new AtomicInteger();
        serve(run -> "run " + runs.incrementAndGet());

        assertThat(await(job).state()).isEqualTo(JobState.FAILED);
        assertThat(runs).hasValue(0);
    }

    @Test
    void eachOfManyIsDoneOnce() {
        Set<UUID> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        serve(
                run -> {
                    if (run.parameters().containsKey("number")) {
                        seen.add(run.id().value());
                        runs.incrementAndGet();
                    }
                    return "counted";
                });
        List<JobId> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(ask(Map.of("number", String.valueOf(i))));
        }
        asked.forEach(this::await);

        assertThat(seen).hasSize(20);
        assertThat(runs).hasValue(20);
    }

    private void tallyFrom(JobRun run, int from, int to) {
        for (int i = from; i < to; i++) {
            String word = String.valueOf(i);
            String next = String.valueOf(i + 1);
            new TransactionTemplate(PLUGIN.connection().transactions())
                    .executeWithoutResult(
                            status -> {
                                PLUGIN.connection()
                                        .jdbc()
                                        .sql(
                                                "insert into p_tallying.tally (id, word) values (?, ?)")
                                        .params(UUID.randomUUID(), word)
                                        .update();
                                run.moveCheckpoint(next);
                            });
        }
    }

    private List<String> words() {
        return PLUGIN.in(
                caller,
                () ->
                        PLUGIN.connection()
                                .jdbc()
                                .sql("select word from p_tallying.tally")
                                .query(String.class)
                                .list());
    }

    private void serve(Work work) {
        JobHandler handler =
                new JobHandler() {
                    @Override
                    public String type() {
                        return "tallying.count";
                    }

                    @Override
                    public String run(JobRun run) throws Exception {
                        return work.run(run);
                    }
                };
        runtime.serve(
                PLUGIN.connection(), getClass().getClassLoader(), List.of(handler), List.of());
    }

    private JobId ask(Map<String, String> parameters) {
        return PLUGIN.in(caller, () -> jobs.enqueue("tallying.count", parameters));
    }

    private void cancel(JobId job) {
        PLUGIN.as(
                caller,
                () -> {
                    jobs.cancel(job);
                    return job;
                });
    }

    private JobStatus await(JobId job) {
        waitUntil(() -> PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow().state().isFinal());
        return PLUGIN.as(caller, () -> jobs.find(job)).orElseThrow();
    }

    private static void waitUntil(java.util.function.BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** What a handler does in a test. */
    private interface Work {
        String run(JobRun run) throws Exception;
    }
}
