package studio.backline.contract.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for work that outlives the request, and shows how it goes. The caller's workspace only. */
public interface Jobs {

    /**
     * Asks for a job. Runs on the plugin's own connection inside its current transaction: the job
     * exists when that commits, and not if it rolls back. {@link IllegalStateException} where there
     * is none.
     *
     * @param type the {@link JobHandler#type()} of one of this plugin's handlers
     * @param parameters what the handler needs: ids and choices, no personal data
     */
    JobId enqueue(String type, Map<String, String> parameters);

    /** How a job stands; empty when there is none of that id in the caller's workspace. */
    Optional<JobStatus> find(JobId id);

    /** The newest jobs of this plugin, newest first, at most {@code limit}. */
    List<JobStatus> latest(int limit);

    /**
     * Asks a job to stop. One that runs ends at its next step, one that waits at once and without
     * its handler. Nothing happens when it has ended. {@link IllegalStateException} where it is in
     * the middle of a step on another node, and cannot be told before that ends.
     */
    void cancel(JobId id);
}
