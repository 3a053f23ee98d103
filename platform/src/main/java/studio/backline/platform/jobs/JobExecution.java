package studio.backline.platform.jobs;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import studio.backline.contract.jobs.JobFailedException;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobLostException;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.platform.work.Backoff;
import studio.backline.platform.work.Contingency;
import studio.backline.platform.work.Outage;

/** Runs one claimed job as the person who asked for it, and writes how it ended. */
@Component
class JobExecution {

    private static final Logger log = LoggerFactory.getLogger(JobExecution.class);

    private static final int MOST_CRASHES = 2;

    /** Where others held what a job needed, at least; they will not for ever. */
    private static final int CONTENDED_TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FIRST_NOTE_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_NOTE_PAUSE = Duration.ofSeconds(10);
    private static final int NOTE_TRIES = 8;

    /** Whether sending goes on is looked at so often by a job that waits for it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("studio.backline.platform.jobs.jobs", Locale.ENGLISH);

    private final JobTable table;
    private final HandlerDesk handlers;
    private final WorkspaceScope scope;
    private final Workspaces workspaces;
    private final JobNews news;
    private final Contingency contingency;

    JobExecution(
            JobTable table,
            HandlerDesk handlers,
            WorkspaceScope scope,
            Workspaces workspaces,
            JobNews news,
            Contingency contingency) {
        this.table = table;
        this.handlers = handlers;
        this.scope = scope;
        this.workspaces = workspaces;
        this.news = news;
        this.contingency = contingency;
        news.hearStops(this::lookForStops);
    }

    /** Prepares what was claimed to be run; empty where its plugin went meanwhile. */
    Optional<RunningJob> begin(ClaimedJob job) {
        contingency.passed("job claimed");
        if (handlers.waits(job)) {
            asHost(job, () -> hold(job));
            return Optional.empty();
        }
        HandlerDesk.Served served = handlers.find(job.role());
        if (served != null) {
            RunningJob run = new RunningJob(job, served, table, news);
            handlers.begin(run);
            // Looked at again, since who takes a plugin away looks for its jobs afterwards.
            if (served.equals(handlers.find(job.role()))) {
                return Optional.of(run);
            }
            handlers.end(run);
        }
        asHost(job, () -> planAgain(job));
        return Optional.empty();
    }

    /**
     * Which job is meant stands in the database: each that runs here looks, as a heartbeat does.
     */
    private void lookForStops() {
        handlers.running()
                .forEach(
                        each -> Thread.ofVirtual().name("job-stop").start(() -> lookForStop(each)));
    }

    private void lookForStop(RunningJob job) {
        try {
            heartbeat(job);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Job {} hears with its next heartbeat whether it is to stop.", job.id(), e);
        }
    }

    void heartbeat(RunningJob job) {
        asHost(job.claimed(), () -> job.note(table.heartbeat(job.claimed())));
    }

    /**
     * Notes that a job failed whose handler does not end; false where that is not to be had now.
     */
    boolean giveUp(RunningJob run) {
        run.giveUp();
        news.tell();
        ClaimedJob job = run.claimed();
        AtomicBoolean noted = new AtomicBoolean();
        asHost(job, () -> noted.set(table.endUnlessLocked(job, silent("held", run))));
        return noted.get();
    }

    void run(RunningJob run) {
        run.begin();
        news.tell();
        try {
            claimed(run);
        } finally {
            handlers.end(run);
            run.end();
            news.tell();
        }
    }

    private void claimed(RunningJob run) {
        ClaimedJob job = run.claimed();
        if (run.cancelAsked()) {
            // Asked while nobody ran it: its node had died, or it was on its way here.
            asHost(job, () -> end(job, JobState.CANCELLED, ""));
            return;
        }
        Optional<Role> role =
                job.askedBy().isEmpty()
                        ? Optional.of(Role.OWNER)
                        : workspaces.roleOf(job.askedBy().get(), job.workspace());
        Optional<String> obstacle = obstacle(job, role);
        if (obstacle.isPresent()) {
            asHost(job, () -> end(job, JobState.FAILED, text(obstacle.get())));
            return;
        }
        Thread.currentThread().setContextClassLoader(run.served().loader());
        Caller caller = new Caller(job.workspace(), job.askedBy(), role.orElseThrow());
        run.partsIn(new JobParts(scope, caller, run.served().loader()));
        scope.run(caller, () -> handle(run));
    }

    private static Optional<String> obstacle(ClaimedJob job, Optional<Role> role) {
        if (role.isEmpty()) {
            return Optional.of("not-a-member");
        }
        if (!job.readable()) {
            return Optional.of("unreadable");
        }
        return job.crashes() >= MOST_CRASHES ? Optional.of("crashes") : Optional.empty();
    }

    private void handle(RunningJob run) {
        ClaimedJob job = run.claimed();
        Optional<JobHandler> handler = run.served().handler(job.type());
        if (handler.isEmpty()) {
            end(job, JobState.FAILED, text("no-handler", job.type()));
            return;
        }
        String result;
        try {
            run.mayBeSilentFor(handler.get().longestSilence());
            result = work(handler.get(), run);
            contingency.passed("job handled");
        } catch (JobFailedException e) {
            end(job, JobState.FAILED, String.valueOf(e.getMessage()));
            return;
        } catch (JobLostException e) {
            log.warn("Job {} went on elsewhere.", job.id());
            return;
        } catch (Exception | LinkageError e) {
            fail(run, e, handler.get().tries());
            return;
        }
        finish(run, result);
        contingency.passed("job ended");
    }

    private static String work(JobHandler handler, RunningJob run) throws Exception {
        try {
            return Objects.requireNonNullElse(handler.run(run), "");
        } finally {
            run.endParts();
        }
    }

    private void finish(RunningJob run, String result) {
        if (run.lost()) {
            return;
        }
        if (run.stalled()) {
            end(run.claimed(), JobState.FAILED, silent("silent", run));
            return;
        }
        if (run.cancelAsked()) {
            end(run.claimed(), JobState.CANCELLED, result);
            return;
        }
        if (run.stopAsked()) {
            planAgain(run.claimed());
            return;
        }
        end(run.claimed(), JobState.DONE, result);
    }

    private void fail(RunningJob run, Throwable fault, int tries) {
        if (run.stopAsked()) {
            log.info("Job {} was interrupted and goes on when its plugin is back.", run.id());
            planAgain(run.claimed());
            return;
        }
        ClaimedJob job = run.claimed();
        if (run.stalled()) {
            log.error("Job {} of type {} was silent too long.", job.id(), job.type(), fault);
            end(job, JobState.FAILED, silent("silent", run));
            return;
        }
        if (run.cancelAsked()) {
            end(job, JobState.CANCELLED, text("fault", job.id()));
            return;
        }
        if (Outage.isBehind(fault)) {
            log.warn("Job {} fell with the database and goes on when that is back.", job.id());
            note(job, () -> table.planFallen(job));
            return;
        }
        if (handlers.isStoppedByPause(job, fault)) {
            log.info("Job {} waits until sending goes on.", job.id());
            hold(job);
            return;
        }
        if (Outage.isContention(fault)) {
            // No fault of the plugin's; and like a server that falls, it leaves the checkpoint.
            tryAgain(job, fault, Math.max(tries, CONTENDED_TRIES), text("contended", job.id()));
            return;
        }
        tryAgain(job, fault, tries, text("fault", job.id()));
    }

    private void tryAgain(ClaimedJob job, Throwable fault, int tries, String message) {
        int failures = job.tries() + 1;
        Optional<Duration> pause =
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, tries, contingency.random())
                        .after(failures);
        if (pause.isEmpty()) {
            log.error("Job {} of type {} failed.", job.id(), job.type(), fault);
            end(job, JobState.FAILED, message);
            return;
        }
        log.warn(
                "Job {} of type {} failed, try {} of {}.",
                job.id(),
                job.type(),
                failures,
                tries,
                fault);
        note(job, () -> table.retry(job, pause.get(), message));
    }

    private void hold(ClaimedJob job) {
        note(job, () -> table.hold(job, LOOK_AGAIN, text("paused")));
    }

    private static String silent(String key, RunningJob run) {
        return text(key, run.longestSilence().toMinutes());
    }

    private static String text(String key, Object... arguments) {
        return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(arguments);
    }

    private void planAgain(ClaimedJob job) {
        note(job, () -> table.planAgain(job));
    }

    private void end(ClaimedJob job, JobState state, String message) {
        note(job, () -> table.end(job, state, message));
    }

    /** Tried while the heartbeat keeps the job: without the note all of it would be done again. */
    private void note(ClaimedJob job, Runnable write) {
        if (Thread.interrupted()) {
            log.debug("Job {} ended before it was interrupted.", job.id());
        }
        Backoff pauses =
                new Backoff(FIRST_NOTE_PAUSE, LONGEST_NOTE_PAUSE, NOTE_TRIES, contingency.random());
        for (int failures = 1; ; failures++) {
            try {
                write.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                Optional<Duration> pause = pauses.after(failures);
                if (pause.isEmpty() || !rested(pause.get())) {
                    log.error(
                            "How job {} ended is not noted; it comes again when its lease has run"
                                    + " out.",
                            job.id(),
                            e);
                    return;
                }
            }
        }
    }

    private static boolean rested(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void asHost(ClaimedJob job, Runnable work) {
        scope.run(new Caller(job.workspace(), Optional.empty(), Role.OWNER), work);
    }
}
