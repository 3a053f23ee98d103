package studio.backline.screens.job;

import java.util.Map;
import java.util.Optional;

/**
 * Names this plugin's jobs for the foot of the drawer: a bean of its context. Called while a job
 * runs, about once a second for each window that shows it, on a thread of its own, as whoever looks
 * at that window; which waits for it, so it looks nothing up. After two seconds the thread is
 * interrupted, and the job goes without a name as long as it does not end.
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
