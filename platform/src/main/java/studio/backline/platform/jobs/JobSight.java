package studio.backline.platform.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.plugin.PluginId;

/**
 * A job of a workspace as its people see it.
 *
 * @param plugin whose
 * @param parameters what it was asked with
 * @param tries how often it failed
 * @param crashes how often the server or its database fell while it ran, since its last checkpoint
 * @param dueAt when it begins, or begins again, where it waits
 * @param endedAt when it ended, where it has
 * @param repeatable whether people may ask for another try
 */
public record JobSight(
        PluginId plugin,
        JobStatus status,
        Map<String, String> parameters,
        int tries,
        int crashes,
        Instant dueAt,
        Optional<Instant> endedAt,
        boolean repeatable) {}
