package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.EmptyResultDataAccessException;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.JobSchedule;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Quartz wakes the house when a schedule's time has come, long before its loop looks by itself. */
class AlarmsTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "alarmed");
    private static final String ROLE = PLUGIN.connection().id().schema();
    private static final String TYPE = "alarmed.ring";
    private static final JobSchedule OFTEN = new JobSchedule(TYPE, "*/3 * * * * *", ZoneOffset.UTC);
    private static final JobSchedule YEARLY = new JobSchedule(TYPE, "0 0 0 1 1 *", ZoneOffset.UTC);

    private final JobRuntime runtime = CORE.bean(JobRuntime.class);
    private final BlockingQueue<Instant> rung = new LinkedBlockingQueue<>();

    AlarmsTest() {
        PLUGIN.newWorkspace();
    }

    @AfterEach
    void clear() {
        runtime.withdraw(PLUGIN.connection().id());
        serve(List.of());
        runtime.withdraw(PLUGIN.connection().id());
        runtime.erase(PLUGIN.connection().id());
    }

    @Test
    void timeAfterTimeItRings() {
        serve(List.of(OFTEN));

        // The loop by itself would look once a minute.
        await().atMost(Duration.ofSeconds(30)).until(() -> instants() >= 4);
    }

    @Test
    void aTriggerFollowsItsRow() {
        serve(List.of(YEARLY));
        awaitTriggers(1);
        assertThat(fireTime()).isEqualTo(next());

        move("interval '100 days'");
        CORE.bean(Alarms.class).follow();
        await().atMost(Duration.ofSeconds(10)).until(() -> fireTime().equals(next()));

        serve(List.of());
        awaitTriggers(0);
    }

    @Test
    void oneThatFiresTooEarlyIsSetAnew() {
        serve(List.of(YEARLY));
        awaitTriggers(1);

        // As a node would see it whose clock is ahead.
        CORE.behind()
                .sql(
                        "update backline.qrtz_triggers set next_fire_time = ?, start_time = ? where"
                                + " trigger_group = ?")
                .params(System.currentTimeMillis(), System.currentTimeMillis(), ROLE)
                .update();

        // It is not there for a moment, between the old one and the new one.
        await().atMost(Duration.ofSeconds(45))
                .ignoreException(EmptyResultDataAccessException.class)
                .until(() -> fireTime().equals(next()));
        assertThat(rung).isEmpty();
    }

    @Test
    void anotherNodeThatEndsTakesNobodysAlarms() throws InterruptedException {
        try (Core other = CORE.anotherNode()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> other.bean(Alarms.class).isRunning());
        }
        serve(List.of(OFTEN));

        assertThat(rung.poll(15, TimeUnit.SECONDS)).isNotNull();
    }

    private void serve(List<JobSchedule> schedules) {
        runtime.serve(
                PLUGIN.connection(), getClass().getClassLoader(), List.of(new Ring()), schedules);
    }

    private static long instants() {
        return CORE.behind()
                .sql("select count(distinct scheduled_for) from backline.job where plugin_role = ?")
                .param(ROLE)
                .query(Long.class)
                .single();
    }

    private static void awaitTriggers(long some) {
        await().atMost(Duration.ofSeconds(20)).until(() -> triggers() == some);
    }

    private static long triggers() {
        return CORE.behind()
                .sql("select count(*) from backline.qrtz_triggers where trigger_group = ?")
                .param(ROLE)
                .query(Long.class)
                .single();
    }

    private static Instant fireTime() {
        long millis =
                CORE.behind()
                        .sql(
                                "select next_fire_time from backline.qrtz_triggers where trigger_group = ?")
                        .param(ROLE)
                        .query(Long.class)
                        .single();
        // It counts what is left in milliseconds, from another moment than the row.
        return Instant.ofEpochSecond(Math.round(millis / 1000.0));
    }

    private static Instant next() {
        return CORE.behind()
                .sql("select next_at from backline.job_schedule where plugin_role = ?")
                .param(ROLE)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static void move(String by) {
        CORE.behind()
                .sql(
                        "update backline.job_schedule set next_at = next_at + "
                                + by
                                + " where plugin_role = ?")
                .param(ROLE)
                .update();
    }

    private final class Ring implements JobHandler {

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String run(JobRun run) {
            rung.add(Instant.now());
            return "Rang.";
        }
    }
}
