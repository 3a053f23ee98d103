package studio.backline.platform.jobs;

import java.time.Duration;
import studio.backline.contract.plugin.PluginId;

/**
 * What a plugin has of jobs, over all workspaces.
 *
 * @param plugin whose
 * @param waiting how many are to be begun, now or later
 * @param running how many run, on any node
 * @param failed how many are on record that are not tried again by themselves
 * @param longest how long the one has waited that could have begun first; nothing where none could
 */
public record JobBacklog(
        PluginId plugin, long waiting, long running, long failed, Duration longest) {}
