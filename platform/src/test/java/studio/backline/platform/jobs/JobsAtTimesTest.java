package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobSchedule;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.Bell;

/** Schedules make jobs: one for each instant and workspace. */
class JobsAtTimesTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "clockwork");
    private static final String ROLE = PLUGIN.connection().id().schema();
    private static final String TYPE = "clockwork.strike";
    private static final JobSchedule MIDNIGHT =
            new JobSchedule(TYPE, "0 0 0 * * *", ZoneOffset.UTC);

    private final JobRuntime runtime = CORE.bean(JobRuntime.class);
    private final Timetable timetable = CORE.bean(Timetable.class);
    private final Caller caller = PLUGIN.newWorkspace();
    private final Caller neighbour = PLUGIN.newWorkspace();
    private final BlockingQueue<Caller> struck = new LinkedBlockingQueue<>();

    @AfterEach
    void clear() {
        runtime.withdraw(PLUGIN.connection().id());
        runtime.erase(PLUGIN.connection().id());
    }

    @Test
    void itRunsInEachWorkspaceForNobody() throws InterruptedException {
        serve(List.of(MIDNIGHT));
        passedSince(Duration.ofHours(25));
        CORE.bean(Bell.class).ring(JobWorker.TOPIC);

        Set<WorkspaceId> missing = new HashSet<>(Set.of(caller.workspace(), neighbour.workspace()));
        while (!missing.isEmpty()) {
            Caller one =
                    Objects.requireNonNull(
                            struck.poll(20, TimeUnit.SECONDS), "nothing within 20 seconds");
            assertThat(one.account()).isEmpty();
            missing.remove(one.workspace());
        }
    }

    @Test
    void anInstantHasOneJobHoweverManyNodesSeeItCome() throws InterruptedException {
        keep(List.of(MIDNIGHT));
        try (Core other = CORE.anotherNode()) {
            for (int i = 1; i <= 20; i++) {
                passedSince(Duration.ofHours(25));
                CountDownLatch together = new CountDownLatch(2);
                Thread there = planning(other.bean(Timetable.class), together);
                Thread here = planning(timetable, together);
                there.join();
                here.join();
            }
        }

        assertThat(instants()).containsExactly(lastMidnight());
    }

    @Test
    void whatPassedWhileItWasOffIsMadeUpForOnce() {
        keep(List.of(MIDNIGHT));
        passedSince(Duration.ofDays(20));

        timetable.plan(List.of(ROLE));

        assertThat(instants()).containsExactly(lastMidnight());
        assertThat(next()).isEqualTo(lastMidnight().plus(1, ChronoUnit.DAYS));
    }

    @Test
    void noneIsPlannedWhileTheOneBeforeIsOpen() {
        keep(List.of(MIDNIGHT));
        passedSince(Duration.ofHours(25));
        timetable.plan(List.of(ROLE));
        // As if it had been planned a day ago, and waited since.
        change("scheduled_for = scheduled_for - interval '1 day'");

        passedSince(Duration.ofHours(25));
        timetable.plan(List.of(ROLE));
        assertThat(instants()).containsExactly(lastMidnight().minus(1, ChronoUnit.DAYS));

        change("state = 'DONE', ended_at = now()");
        passedSince(Duration.ofHours(25));
        timetable.plan(List.of(ROLE));
        assertThat(instants()).hasSize(2).contains(lastMidnight());
    }

    private static void change(String what) {
        CORE.behind()
                .sql("update backline.job set " + what + " where plugin_role = ?")
                .param(ROLE)
                .update();
    }

    @Test
    void nothingIsPlannedBeforeItsTime() {
        keep(List.of(MIDNIGHT));

        timetable.plan(List.of(ROLE));

        assertThat(instants()).isEmpty();
    }

    @Test
    void oneThatStaysKeepsItsPlaceAndOneThatIsMovedDoesNot() {
        keep(List.of(MIDNIGHT));
        passedSince(Duration.ofDays(20));
        Instant place = next();
        keep(List.of(MIDNIGHT));
        assertThat(next()).isEqualTo(place);

        keep(List.of(new JobSchedule(TYPE, "0 0 0 * * *", ZoneId.of("Asia/Tokyo"))));

        assertThat(next()).isAfter(Instant.now().minusSeconds(60));
        keep(List.of());
        assertThat(lines()).isZero();
    }

    @Test
    void whatNobodyHandlesOrNeverComesIsRefused() {
        assertRefused(new JobSchedule("clockwork.chime", "0 0 0 * * *", ZoneOffset.UTC), "handler");
        assertRefused(new JobSchedule(TYPE, "0 0 0 31 2 *", ZoneOffset.UTC), "never comes");
        assertRefused(new JobSchedule(TYPE, "at night", ZoneOffset.UTC), "at night");
        assertThat(lines()).isZero();
    }

    private void assertRefused(JobSchedule schedule, String why) {
        assertThatThrownBy(() -> keep(List.of(schedule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private void keep(List<JobSchedule> schedules) {
        timetable.keep(PLUGIN.connection().id(), List.of(new Strike()), schedules);
    }

    private void serve(List<JobSchedule> schedules) {
        runtime.serve(
                PLUGIN.connection(), getClass().getClassLoader(), List.of(new Strike()), schedules);
    }

    private static Thread planning(Timetable timetable, CountDownLatch together) {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            together.countDown();
                            try {
                                together.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            timetable.plan(List.of(ROLE));
                        });
    }

    /** As if the next midnight had been so long ago. */
    private static void passedSince(Duration ago) {
        CORE.behind()
                .sql(
                        "update backline.job_schedule set next_at = date_trunc('day', now() -"
                                + " make_interval(secs => ?), 'UTC') where plugin_role = ?")
                .params(ago.toSeconds(), ROLE)
                .update();
    }

    private static Instant lastMidnight() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    private List<Instant> instants() {
        return CORE
                .behind()
                .sql(
                        "select scheduled_for from backline.job where workspace_id = ? and"
                                + " plugin_role = ?")
                .params(caller.workspace().value(), ROLE)
                .query(java.time.OffsetDateTime.class)
                .list()
                .stream()
                .map(java.time.OffsetDateTime::toInstant)
                .toList();
    }

    private static Instant next() {
        return CORE.behind()
                .sql("select next_at from backline.job_schedule where plugin_role = ?")
                .param(ROLE)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static long lines() {
        return CORE.behind()
                .sql("select count(*) from backline.job_schedule where plugin_role = ?")
                .param(ROLE)
                .query(Long.class)
                .single();
    }

    private final class Strike implements JobHandler {

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String run(JobRun run) {
            struck.add(CORE.bean(CurrentCaller.class).require());
            return "Struck.";
        }
    }
}
