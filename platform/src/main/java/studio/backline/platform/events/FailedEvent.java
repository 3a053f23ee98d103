package studio.backline.platform.events;

import java.time.Instant;
import studio.backline.contract.events.EventId;
import studio.backline.contract.plugin.PluginId;

/**
 * An event that a plugin could not handle, and that is not tried again by itself.
 *
 * @param hearer the plugin that could not
 * @param teller the plugin that published it
 * @param at when it was given up
 */
public record FailedEvent(EventId id, String type, PluginId hearer, PluginId teller, Instant at) {}
