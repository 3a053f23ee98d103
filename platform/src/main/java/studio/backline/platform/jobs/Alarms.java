package studio.backline.platform.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.NodeName;
import studio.backline.platform.work.Pace;

/**
 * Wakes the house when a schedule's time has come, by a Quartz trigger for each. Triggers follow
 * the rows of the {@link Timetable} and only wake: one that fires late, twice or too early costs a
 * look, and none that is lost costs more than the rest of a loop. Whoever changes a row waits for
 * none of this.
 */
@Component
class Alarms implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    /** What all triggers do. */
    private static final JobDetail RING =
            JobBuilder.newJob(Ring.class).withIdentity("ring").storeDurably().build();

    /** By so much a trigger may differ from its row before it is set anew. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Timetable timetable;
    private final Bell bell;
    private final DataSource database;
    private final NodeName node;
    private final Semaphore changed = new Semaphore(0);
    private volatile @Nullable Thread following;

    Alarms(Timetable timetable, Bell bell, DataSource database, NodeName node) {
        this.timetable = timetable;
        this.bell = bell;
        this.database = database;
        this.node = node;
    }

    /** Rows have changed, and that is committed. Returns at once. */
    void follow() {
        changed.release();
    }

    @Override
    public void start() {
        Thread starting = Thread.ofPlatform().name("alarms").daemon().unstarted(this::run);
        // Quartz loads by it, and its threads inherit it: never a plugin's.
        starting.setContextClassLoader(Alarms.class.getClassLoader());
        following = starting;
        changed.release();
        starting.start();
    }

    @Override
    public void stop() {
        Thread stopping = following;
        following = null;
        if (stopping == null) {
            return;
        }
        changed.release();
        try {
            if (!stopping.join(Pace.STOP)) {
                stopping.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }

    /** On a thread of its own, since neither a start nor a look for work waits for Quartz. */
    private void run() {
        try {
            Scheduler scheduler = AlarmClock.over(database, node.value());
            try {
                scheduler.setJobFactory((fired, by) -> new Ring(this));
                scheduler.start();
                follow(scheduler);
            } finally {
                scheduler.shutdown();
            }
        } catch (SchedulerException e) {
            log.error("Quartz does not run here; schedules are looked at once a minute.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Scheduler scheduler) throws InterruptedException {
        boolean behind = false;
        while (isRunning()) {
            if (behind) {
                behind = !changed.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                changed.acquire();
            }
            changed.drainPermits();
            behind = isRunning() && !isSet(scheduler);
        }
    }

    private boolean isSet(Scheduler scheduler) {
        try {
            set(scheduler, timetable.remaining());
            return true;
        } catch (SchedulerException | DataAccessException | TransactionException e) {
            if (isRunning()) {
                log.warn("Alarms cannot be set now; trying again.", e);
            }
            return false;
        }
    }

    private void set(Scheduler scheduler, Map<TriggerKey, Duration> remaining)
            throws SchedulerException {
        // By this node's clock, as Quartz goes, from what the database's clock says is left.
        Instant now = Instant.now();
        Set<Trigger> late = new HashSet<>();
        for (Map.Entry<TriggerKey, Duration> each : remaining.entrySet()) {
            Instant time = now.plus(each.getValue());
            Trigger there = scheduler.getTrigger(each.getKey());
            if (there == null || isFarFrom(time, there)) {
                late.add(trigger(each.getKey(), time));
            }
        }
        if (!late.isEmpty()) {
            scheduler.scheduleJob(RING, late, true);
        }
        Set<TriggerKey> gone =
                new HashSet<>(scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup()));
        gone.removeAll(remaining.keySet());
        for (TriggerKey each : gone) {
            scheduler.unscheduleJob(each);
        }
    }

    private static boolean isFarFrom(Instant time, Trigger there) {
        return Duration.between(there.getStartTime().toInstant(), time).abs().compareTo(TOLERANCE)
                > 0;
    }

    private static Trigger trigger(TriggerKey key, Instant time) {
        return TriggerBuilder.newTrigger()
                .withIdentity(key)
                .forJob(RING.getKey())
                .startAt(Date.from(time))
                .withSchedule(
                        SimpleScheduleBuilder.simpleSchedule()
                                .withMisfireHandlingInstructionFireNow())
                .build();
    }

    /**
     * A time has come: by the row's own clock, or too early by another, and then it is set anew.
     */
    private void ring() {
        bell.ring(JobWorker.TOPIC);
        follow();
    }

    /** What Quartz runs; its class's name stands in the database. */
    record Ring(Alarms alarms) implements Job {

        @Override
        public void execute(JobExecutionContext fired) {
            alarms.ring();
        }
    }
}
