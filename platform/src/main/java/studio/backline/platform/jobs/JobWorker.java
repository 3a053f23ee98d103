package studio.backline.platform.jobs;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.NodeName;
import studio.backline.platform.work.WorkLoop;
import studio.backline.platform.work.WorkSource;

/** Plans what is scheduled, claims jobs, and gives them to {@link JobExecution}. */
@Component
class JobWorker implements SmartLifecycle, WorkSource {

    static final String TOPIC = "jobs";

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    private static final int AT_ONCE = 2;
    private static final long HEARTBEAT_EVERY_SECONDS = 10;

    private static final Duration SCHEDULED_KEPT = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_PRUNED = 10_000;
    private static final long PRUNE_EVERY = Duration.ofHours(1).toNanos();

    private final JobTable table;
    private final Timetable timetable;
    private final HandlerDesk handlers;
    private final JobExecution execution;
    private final NodeName node;
    private final WorkLoop loop = new WorkLoop(TOPIC, AT_ONCE, this);
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
    private long prunedAt = System.nanoTime() - PRUNE_EVERY;

    JobWorker(
            JobTable table,
            Timetable timetable,
            HandlerDesk handlers,
            JobExecution execution,
            NodeName node,
            Bell bell) {
        this.table = table;
        this.timetable = timetable;
        this.handlers = handlers;
        this.execution = execution;
        this.node = node;
        bell.hear(TOPIC, loop::wake);
    }

    @Override
    public void start() {
        long released = table.release(node.value());
        if (released > 0) {
            log.info("{}", goOn(released));
        }
        loop.start();
        Thread.ofVirtual().name("jobs-heartbeat").start(this::beat);
    }

    @Override
    public void stop() {
        loop.stop();
        handlers.removeAll();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public List<Runnable> claim(int most) {
        if (System.nanoTime() - prunedAt >= PRUNE_EVERY) {
            prunedAt = System.nanoTime();
            table.prune(SCHEDULED_KEPT, KEPT, MOST_PRUNED);
        }
        List<String> roles = new ArrayList<>(handlers.roles());
        Collections.shuffle(roles);
        timetable.plan(roles);
        return table.claim(node.value(), roles, most).stream()
                .<Runnable>map(job -> () -> execution.run(job, running))
                .toList();
    }

    @Override
    public Optional<Duration> untilNext() {
        return table.untilNext(handlers.roles());
    }

    private void beat() {
        while (isRunning()) {
            for (RunningJob job : running) {
                try {
                    execution.heartbeat(job);
                } catch (RuntimeException e) {
                    log.warn("No heartbeat for job {}; trying again.", job.id(), e);
                }
            }
            try {
                TimeUnit.SECONDS.sleep(HEARTBEAT_EVERY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    static String goOn(long jobs) {
        return MessageFormat.format(
                "{0,choice,1#1 job was running when the server stopped; it goes on."
                        + "|1<{0} jobs were running when the server stopped; they go on.}",
                jobs);
    }
}
