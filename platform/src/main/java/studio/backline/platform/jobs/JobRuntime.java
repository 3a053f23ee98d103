package studio.backline.platform.jobs;

import java.util.List;
import org.springframework.stereotype.Component;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobSchedule;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.work.Bell;

/** What the plugin host uses of jobs: asking for them, and serving a plugin's handlers. */
@Component
public class JobRuntime {

    private final JobTable table;
    private final HandlerDesk handlers;
    private final JobNews news;
    private final Timetable timetable;
    private final Alarms alarms;
    private final Bell bell;

    JobRuntime(
            JobTable table,
            HandlerDesk handlers,
            JobNews news,
            Timetable timetable,
            Alarms alarms,
            Bell bell) {
        this.table = table;
        this.handlers = handlers;
        this.news = news;
        this.timetable = timetable;
        this.alarms = alarms;
        this.bell = bell;
    }

    /** Jobs as the plugin behind this connection may ask for them. */
    public Jobs on(PluginConnection plugin) {
        return new PluginJobs(plugin, table, handlers, bell);
    }

    /**
     * Serves a plugin's handlers from now on, and plans its jobs at times.
     *
     * @param loader context class loader of the threads that run them
     * @param schedules all that it has; {@link IllegalArgumentException} where one names no handler
     *     or no time
     */
    public void serve(
            PluginConnection plugin,
            ClassLoader loader,
            List<JobHandler> served,
            List<JobSchedule> schedules) {
        timetable.keep(plugin.id(), served, schedules);
        alarms.follow();
        if (!served.isEmpty()) {
            handlers.add(plugin, loader, served);
            bell.ring(JobWorker.TOPIC);
        }
    }

    /**
     * Serves a plugin's handlers no longer. What runs is asked to stop and, where it does not
     * within ten seconds, interrupted; it is planned again, to go on from its checkpoint when the
     * plugin is back.
     */
    public void withdraw(PluginId plugin) {
        handlers.remove(plugin.schema());
    }

    /** Begins no job of the plugin any more and asks those that run here to stop; does not wait. */
    public void dismiss(PluginId plugin) {
        handlers.dismiss(plugin.schema());
    }

    /**
     * What this node runs for a workspace now, the oldest first. Costs no look into the database.
     */
    public List<JobGlimpse> running(WorkspaceId workspace) {
        return handlers.running(workspace);
    }

    /**
     * Tells from now on when a job of any node begins, goes on or ends: at most twice a second for
     * each job, on its thread or another, so that whoever is told returns at once.
     */
    public void watch(Runnable told) {
        news.watch(told);
    }

    /** What waits, runs and has failed of each plugin that has any of it, over all workspaces. */
    public List<JobBacklog> backlog() {
        return table.backlog();
    }

    /** Forgets all jobs of a plugin that is removed with its data. */
    public void erase(PluginId plugin) {
        table.erase(plugin.schema());
        alarms.follow();
    }
}
