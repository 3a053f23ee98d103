package studio.backline.screens.job;

import java.util.Map;
import java.util.Optional;

/**
 * Names this plugin's jobs for the foot of the drawer: a bean of its context. Called while a job
 * runs, about once a second for each window that shows it, on a thread of the host that serves that
 * window; so it looks nothing up.
 */
public interface NamesJobs {

    /**
     * How a job is told; empty when it is nothing to be told of.
     *
     * @param type the {@link studio.backline.contract.jobs.JobHandler#type()}
     * @param parameters what the job was asked with
     */
    Optional<JobLine> name(String type, Map<String, String> parameters);
}
