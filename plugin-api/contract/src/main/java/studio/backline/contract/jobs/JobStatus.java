package studio.backline.contract.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as a person sees it.
 *
 * @param id which one
 * @param type the handler's type
 * @param state where it stands
 * @param done how many units are done
 * @param total how many there are, or 0 while unknown
 * @param message the result or the reason of failure, fit to be shown
 * @param createdAt when it was asked for
 */
public record JobStatus(
        JobId id,
        String type,
        JobState state,
        long done,
        long total,
        Optional<String> message,
        Instant createdAt) {}
