package studio.backline.ui.work;

import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.events.EventBacklog;
import studio.backline.platform.jobs.JobBacklog;

/** How a plugin stands with its work, over all workspaces. */
record Standing(PluginId plugin, JobBacklog jobs, EventBacklog events) {}
