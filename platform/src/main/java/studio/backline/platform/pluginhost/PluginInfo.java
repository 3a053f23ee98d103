package studio.backline.platform.pluginhost;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.plugin.PluginId;

/**
 * An installed plugin, as the plugins screen shows it.
 *
 * @param id which
 * @param version that is installed
 * @param name for screens
 * @param description in one line
 * @param enabled whether the operator wants it to run
 * @param state what it does
 * @param reason why it is not running, fit to be shown; empty where there is nothing to explain
 * @param restartAdvised whether an earlier version of it still occupies memory until the next
 *     restart
 * @param installedAt when this version was installed
 */
public record PluginInfo(
        PluginId id,
        PluginVersion version,
        LocalizedText name,
        LocalizedText description,
        boolean enabled,
        PluginState state,
        Optional<String> reason,
        boolean restartAdvised,
        Instant installedAt) {}
