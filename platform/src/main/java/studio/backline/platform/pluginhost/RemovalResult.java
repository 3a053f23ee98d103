package studio.backline.platform.pluginhost;

import java.util.Map;
import java.util.Optional;
import studio.backline.contract.plugin.PluginId;

/**
 * What a removal did.
 *
 * @param id which plugin
 * @param choice what became of its data
 * @param rows how many rows each of its tables had, over all workspaces; empty where that could not
 *     be counted
 * @param restartAdvised whether its classes are still held in memory; the holder is in the log
 */
public record RemovalResult(
        PluginId id,
        RemovalChoice choice,
        Optional<Map<String, Long>> rows,
        boolean restartAdvised) {}
