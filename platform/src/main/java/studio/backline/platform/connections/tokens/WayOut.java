package studio.backline.platform.connections.tokens;

import java.util.Set;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.plugin.PluginId;

/** The way out to a provider, in the name of the plugin for which it is asked. */
@FunctionalInterface
public interface WayOut {

    /** To these hosts and no others. */
    Outbound of(PluginId plugin, Set<String> hosts);
}
