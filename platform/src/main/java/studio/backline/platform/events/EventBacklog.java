package studio.backline.platform.events;

import studio.backline.contract.plugin.PluginId;

/**
 * What a plugin has yet to hear, over all workspaces.
 *
 * @param hearer who
 * @param waiting how many events are on their way to it
 * @param failed how many it could not handle, which are not tried again by themselves
 */
public record EventBacklog(PluginId hearer, long waiting, long failed) {}
