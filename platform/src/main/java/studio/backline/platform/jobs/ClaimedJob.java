package studio.backline.platform.jobs;

import java.util.Map;
import java.util.Optional;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * A job as a worker got it.
 *
 * @param fence what it has to show with each write, so that a worker that lost the job cannot
 * @param readable whether it has the parameters it was asked with
 * @param tries how often its handler threw before
 * @param crashes how often a worker was not heard of again since the last checkpoint
 */
record ClaimedJob(
        WorkspaceId workspace,
        JobId id,
        String role,
        String type,
        Map<String, String> parameters,
        boolean readable,
        Optional<String> checkpoint,
        long fence,
        int tries,
        int crashes,
        Optional<AccountId> askedBy,
        boolean cancelRequested) {}
