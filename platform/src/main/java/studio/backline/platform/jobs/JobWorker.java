package studio.backline.platform.jobs;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.NodeName;
import studio.backline.platform.work.WorkPiece;
import studio.backline.platform.work.WorkSource;

/** Plans what is scheduled, and claims jobs for {@link JobExecution}. */
@Component
class JobWorker implements WorkSource {

    static final String TOPIC = "jobs";

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    private static final Duration SCHEDULED_KEPT = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(90);

    private final JobTable table;
    private final Timetable timetable;
    private final HandlerDesk handlers;
    private final JobExecution execution;
    private final Alarms alarms;
    private final NodeName node;

    JobWorker(
            JobTable table,
            Timetable timetable,
            HandlerDesk handlers,
            JobExecution execution,
            Alarms alarms,
            NodeName node) {
        this.table = table;
        this.timetable = timetable;
        this.handlers = handlers;
        this.execution = execution;
        this.alarms = alarms;
        this.node = node;
    }

    @Override
    public void recover() {
        long released = table.release(node.value());
        if (released > 0) {
            log.info("{}", goOn(released));
        }
    }

    @Override
    public List<WorkPiece> claim(int most) {
        if (timetable.plan(handlers.roles())) {
            alarms.follow();
        }
        return table.claim(node.value(), handlers.free(), most).stream()
                .flatMap(job -> execution.begin(job).stream())
                .<WorkPiece>map(job -> new JobPiece(job, execution))
                .toList();
    }

    @Override
    public Optional<Duration> untilNext() {
        return table.untilNext(handlers.free());
    }

    @Override
    public Optional<Instant> prune(Instant since) {
        return table.prune(SCHEDULED_KEPT, KEPT, since);
    }

    @Override
    public void withdraw() {
        handlers.removeAll();
    }

    static String goOn(long jobs) {
        return MessageFormat.format(
                "{0,choice,1#1 job was running when the server stopped; it goes on."
                        + "|1<{0} jobs were running when the server stopped; they go on.}",
                jobs);
    }
}
