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
     * Asks a job to stop, in a transaction of its own. One that runs ends at its next step,
     * whichever node runs it: {@link JobRun#cancelled()} says so within moments, and after its
     * node's next heartbeat at the latest. One that waits, or was to go on after its node had
     * stopped, ends without its handler. Nothing happens when it has ended, or was asked before.
     */
    void cancel(JobId id);
}
