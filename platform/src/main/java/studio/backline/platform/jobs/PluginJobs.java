package studio.backline.platform.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.TextMap;

/** Jobs of one plugin. */
record PluginJobs(PluginConnection plugin, JobTable table, HandlerDesk handlers, Bell bell)
        implements Jobs {

    @Override
    public JobId enqueue(String type, Map<String, String> parameters) {
        plugin.requireTransaction();
        String written = TextMap.write("The parameters of '%s'".formatted(type), parameters);
        UUID id =
                plugin.jdbc()
                        .sql("select backline_api.enqueue_job(?, ?::jsonb)")
                        .params(type, written)
                        .query(UUID.class)
                        .single();
        bell.ringAfterCommit(JobWorker.TOPIC);
        return new JobId(id);
    }

    @Override
    public Optional<JobStatus> find(JobId id) {
        return table.find(plugin.id().schema(), id);
    }

    @Override
    public List<JobStatus> latest(int limit) {
        return table.latest(plugin.id().schema(), limit);
    }

    @Override
    public void cancel(JobId id) {
        handlers.cancel(plugin.id().schema(), id);
    }
}
