package studio.backline.platform.pluginhost;

import java.time.Instant;
import studio.backline.contract.plugin.PluginId;

/**
 * A plugin that is removed and whose data is kept.
 *
 * @param id which
 * @param name what it was called; its id where that is not known
 * @param version that the data was last used by; a lower one does not understand it
 * @param removedAt since when nobody uses it
 */
public record KeptPlugin(PluginId id, String name, PluginVersion version, Instant removedAt) {}
