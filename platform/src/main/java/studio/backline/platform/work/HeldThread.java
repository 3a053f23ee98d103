package studio.backline.platform.work;

import java.time.Instant;
import studio.backline.contract.plugin.PluginId;

/**
 * A thread that a plugin does not give back.
 *
 * @param plugin whose code runs on it
 * @param since when it was interrupted in vain
 */
public record HeldThread(PluginId plugin, Instant since) {}
