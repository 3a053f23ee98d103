package studio.backline.platform.jobs;

import java.util.Map;
import studio.backline.contract.plugin.PluginId;

/**
 * A job that runs here now.
 *
 * @param plugin whose
 * @param type the handler's type
 * @param parameters what it was asked with
 * @param done how many units are done
 * @param total how many there are, or 0 while unknown
 */
public record JobGlimpse(
        PluginId plugin, String type, Map<String, String> parameters, long done, long total) {}
