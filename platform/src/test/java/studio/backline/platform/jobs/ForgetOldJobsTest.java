package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.jobs.JobStage.CORE;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.platform.core.PluginHome;

/** What ended long ago goes in small steps, all of it. */
class ForgetOldJobsTest {

    private static final PluginHome PLUGIN = PluginHome.of(CORE, "forgetful");

    private final JobStage stage = new JobStage(PLUGIN);

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void allOfItGoesHoweverMuchStaysBesideIt() {
        ended(12_000, "DONE", 100, false);
        ended(1_500, "FAILED", 30, true);
        ended(1_500, "DONE", 30, true);
        ended(10, "DONE", 30, false);
        ended(10, "DONE", 3, true);
        JobTable table = CORE.bean(JobTable.class);

        int steps = 0;
        Optional<Instant> reached = Optional.of(Instant.EPOCH);
        while (reached.isPresent()) {
            reached = table.prune(Duration.ofDays(7), Duration.ofDays(90), reached.get());
            steps++;
        }

        assertThat(left("DONE")).isEqualTo(20);
        assertThat(left("FAILED")).isEqualTo(1_500);
        assertThat(steps).isGreaterThanOrEqualTo(16);
    }

    private void ended(int howMany, String state, int daysAgo, boolean scheduled) {
        CORE.behind()
                .sql(
                        """
                        insert into backline.job (workspace_id, plugin_role, type, parameters, state, ended_at, scheduled_for)
                        select ?, ?, ?, '{}', ?, clock_timestamp() - make_interval(days => ?),
                            case when ? then clock_timestamp() - make_interval(days => ?, secs => n) end
                        from generate_series(1, ?) n
                        """)
                .params(
                        stage.caller.workspace().value(),
                        stage.id.schema(),
                        stage.type,
                        state,
                        daysAgo,
                        scheduled,
                        daysAgo,
                        howMany)
                .update();
    }

    private long left(String state) {
        return CORE.behind()
                .sql("select count(*) from backline.job where plugin_role = ? and state = ?")
                .params(stage.id.schema(), state)
                .query(Long.class)
                .single();
    }
}
