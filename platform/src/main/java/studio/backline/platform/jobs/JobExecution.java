package studio.backline.platform.jobs;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
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

/** Runs one claimed job as the person who asked for it, and writes how it ended. */
@Component
class JobExecution {

    private static final Logger log = LoggerFactory.getLogger(JobExecution.class);

    private static final int MOST_CRASHES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

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
    }

    void heartbeat(RunningJob job) {
        asHost(job.claimed(), () -> job.note(table.heartbeat(job.claimed())));
    }

    void run(ClaimedJob job, Set<RunningJob> running) {
        contingency.passed("job claimed");
        HandlerDesk.Served served = handlers.find(job.role());
        if (served == null) {
            asHost(job, () -> planAgain(job));
            return;
        }
        Optional<Role> role =
                job.askedBy().isEmpty()
                        ? Optional.of(Role.OWNER)
                        : workspaces.roleOf(job.askedBy().get(), job.workspace());
        if (role.isEmpty()) {
            asHost(job, () -> end(job, JobState.FAILED, text("not-a-member")));
            return;
        }
        if (job.crashes() >= MOST_CRASHES) {
            asHost(job, () -> end(job, JobState.FAILED, text("crashes")));
            return;
        }
        RunningJob run = new RunningJob(job, served.plugin(), table, news);
        running.add(run);
        served.running().add(run);
        news.tell();
        Thread.currentThread().setContextClassLoader(served.loader());
        try {
            scope.run(
                    new Caller(job.workspace(), job.askedBy(), role.get()),
                    () -> handle(run, served));
        } finally {
            Thread.currentThread().setContextClassLoader(JobExecution.class.getClassLoader());
            running.remove(run);
            served.running().remove(run);
            run.end();
            news.tell();
        }
    }

    private void handle(RunningJob run, HandlerDesk.Served served) {
        ClaimedJob job = run.claimed();
        Optional<JobHandler> handler = served.handler(job.type());
        if (handler.isEmpty()) {
            end(job, JobState.FAILED, text("no-handler", job.type()));
            return;
        }
        try {
            String result = handler.get().run(run);
            contingency.passed("job handled");
            finish(run, result);
            contingency.passed("job ended");
        } catch (JobFailedException e) {
            end(job, JobState.FAILED, String.valueOf(e.getMessage()));
        } catch (JobLostException e) {
            log.warn("Job {} went on elsewhere.", job.id());
        } catch (Exception | LinkageError e) {
            fail(run, e, handler.get().tries());
        }
    }

    private void finish(RunningJob run, String result) {
        if (run.lost()) {
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
        if (run.cancelAsked()) {
            end(job, JobState.CANCELLED, text("fault", job.id()));
            return;
        }
        int failures = job.tries() + 1;
        Optional<Duration> pause =
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, tries, contingency.random())
                        .after(failures);
        if (pause.isEmpty()) {
            log.error("Job {} of type {} failed.", job.id(), job.type(), fault);
            end(job, JobState.FAILED, text("fault", job.id()));
            return;
        }
        log.warn(
                "Job {} of type {} failed, try {} of {}.",
                job.id(),
                job.type(),
                failures,
                tries,
                fault);
        table.retry(job, pause.get(), text("fault", job.id()));
    }

    private static String text(String key, Object... arguments) {
        Object[] words = Stream.of(arguments).map(String::valueOf).toArray();
        return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(words);
    }

    private void planAgain(ClaimedJob job) {
        table.planAgain(job);
    }

    private void end(ClaimedJob job, JobState state, String message) {
        table.end(job, state, message);
    }

    private void asHost(ClaimedJob job, Runnable work) {
        scope.run(new Caller(job.workspace(), Optional.empty(), Role.OWNER), work);
    }
}
