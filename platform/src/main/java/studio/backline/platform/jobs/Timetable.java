package studio.backline.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobSchedule;
import studio.backline.contract.plugin.PluginId;

/** Makes jobs of schedules, one for each instant and workspace, by the database's clock. */
@Component
class Timetable {

    private static final Logger log = LoggerFactory.getLogger(Timetable.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Timetable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param next the instant that has not been planned
     * @param now the time there
     */
    private record Line(String role, String type, Cron cron, Instant next, Instant now) {}

    /** What a plugin wants from now on, and nothing else. What did not change keeps its place. */
    void keep(PluginId plugin, List<JobHandler> handlers, List<JobSchedule> schedules) {
        Set<String> types =
                handlers.stream().map(JobHandler::type).collect(Collectors.toUnmodifiableSet());
        Set<String> seen = new HashSet<>();
        for (JobSchedule schedule : schedules) {
            if (!types.contains(schedule.type()) || !seen.add(schedule.type())) {
                throw new IllegalArgumentException(
                        "The plugin %s schedules '%s', which has no handler or another schedule."
                                .formatted(plugin, schedule.type()));
            }
        }
        transaction.executeWithoutResult(
                status -> {
                    jdbc.sql(
                                    "delete from backline.job_schedule where plugin_role = ? and"
                                            + " type <> all (?)")
                            .params(plugin.schema(), seen.toArray(String[]::new))
                            .update();
                    Instant now = now();
                    schedules.forEach(each -> keep(plugin.schema(), each, now));
                });
    }

    private void keep(String role, JobSchedule schedule, Instant now) {
        Instant first =
                new Cron(schedule.cron(), schedule.zone())
                        .after(now)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'%s' never comes.".formatted(schedule.cron())));
        jdbc.sql(
                        """
                        insert into backline.job_schedule as s (plugin_role, type, cron, zone, next_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (plugin_role, type) do update
                        set cron = excluded.cron, zone = excluded.zone, next_at = excluded.next_at
                        where s.cron <> excluded.cron or s.zone <> excluded.zone
                        """)
                .params(role, schedule.type(), schedule.cron(), schedule.zone().getId(), at(first))
                .update();
    }

    /** How long until each instant that is yet to come, by the database's clock. */
    Map<TriggerKey, Duration> remaining() {
        Map<TriggerKey, Duration> remaining = new HashMap<>();
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        "select plugin_role, type, extract(epoch from next_at -"
                                                + " clock_timestamp())::float8 as seconds from"
                                                + " backline.job_schedule where next_at >"
                                                + " clock_timestamp()")
                                .query(
                                        row -> {
                                            remaining.put(
                                                    new TriggerKey(
                                                            row.getString("type"),
                                                            row.getString("plugin_role")),
                                                    Duration.ofMillis(
                                                            (long)
                                                                    Math.ceil(
                                                                            row.getDouble("seconds")
                                                                                    * 1000)));
                                        }));
        return remaining;
    }

    /**
     * Plans what has come for these plugins.
     *
     * @return whether anything had
     */
    boolean plan(Collection<String> roles) {
        List<Line> come = come(roles);
        for (Line line : come) {
            Instant instant = line.cron().latest(line.next(), line.now());
            // A time that never comes again stands as far off as can be written.
            OffsetDateTime following =
                    line.cron()
                            .after(instant)
                            .map(Timetable::at)
                            .orElse(OffsetDateTime.parse("9999-01-01T00:00:00Z"));
            Optional<Long> planned =
                    transaction.execute(
                            status ->
                                    jdbc.sql("select backline.plan_jobs(?, ?, ?, ?, ?)")
                                            .params(
                                                    line.role(),
                                                    line.type(),
                                                    at(line.next()),
                                                    at(instant),
                                                    following)
                                            .query(Long.class)
                                            .optional());
            if (planned != null && planned.isPresent()) {
                log.debug("{} jobs {} are planned for {}.", planned.get(), line.type(), instant);
            }
        }
        return !come.isEmpty();
    }

    private List<Line> come(Collection<String> roles) {
        if (roles.isEmpty()) {
            return List.of();
        }
        List<Line> come =
                transaction.execute(
                        status ->
                                jdbc.sql(
                                                "select *, clock_timestamp() as now from"
                                                        + " backline.job_schedule where plugin_role ="
                                                        + " any (?) and next_at <= clock_timestamp()")
                                        .param(roles.toArray(String[]::new))
                                        .query(Timetable::line)
                                        .list());
        return come == null ? List.of() : come;
    }

    private Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                row.getString("plugin_role"),
                row.getString("type"),
                new Cron(row.getString("cron"), ZoneId.of(row.getString("zone"))),
                row.getObject("next_at", OffsetDateTime.class).toInstant(),
                row.getObject("now", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
