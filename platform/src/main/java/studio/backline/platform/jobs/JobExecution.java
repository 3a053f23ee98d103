package studio.backline.platform.jobs;

import java.text.MessageFormat;
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

/** Runs one claimed job as the person who asked for it, and writes how it ended. */
@Component
class JobExecution {

    private static final Logger log = LoggerFactory.getLogger(JobExecution.class);

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("studio.backline.platform.jobs.jobs", Locale.ENGLISH);

    private final JobTable table;
    private final HandlerDesk handlers;
    private final WorkspaceScope scope;
    private final Workspaces workspaces;
    private final JobNews news;

    JobExecution(
            JobTable table,
            HandlerDesk handlers,
            WorkspaceScope scope,
            Workspaces workspaces,
            JobNews news) {
        this.table = table;
        this.handlers = handlers;
        this.scope = scope;
        this.workspaces = workspaces;
        this.news = news;
    }

    void heartbeat(RunningJob job) {
        asHost(job.claimed(), () -> job.note(table.heartbeat(job.claimed())));
    }

    void run(ClaimedJob job, Set<RunningJob> running) {
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
            finish(run, result);
        } catch (JobFailedException e) {
            end(job, JobState.FAILED, String.valueOf(e.getMessage()));
        } catch (JobLostException e) {
            log.warn("Job {} went on elsewhere.", job.id());
        } catch (Exception | LinkageError e) {
            fail(run, e);
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

    private void fail(RunningJob run, Throwable fault) {
        if (run.stopAsked()) {
            log.info("Job {} was interrupted and goes on when its plugin is back.", run.id());
            planAgain(run.claimed());
            return;
        }
        log.error("Job {} of type {} failed.", run.id(), run.claimed().type(), fault);
        end(run.claimed(), JobState.FAILED, text("fault", run.id()));
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
