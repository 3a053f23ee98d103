package studio.backline.platform.pluginhost.loading;

import studio.backline.contract.plugin.PluginId;

/** Says why a class is out of a plugin's reach. */
@FunctionalInterface
interface Outside {

    /** The reason, as what a class loader throws. */
    ClassOutsideException refuse(PluginId plugin, String className);
}
