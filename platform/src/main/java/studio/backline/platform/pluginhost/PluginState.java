package studio.backline.platform.pluginhost;

/** What a plugin is doing, as the host sees it. */
public enum PluginState {
    /** An installation, upgrade or start is under way, or was cut off. */
    STARTING,
    /** It runs, its screens are mounted. */
    RUNNING,
    /** It is installed and off, as the operator wishes. */
    STOPPED,
    /** It should run and does not; the reason says why. */
    FAILED,
    /** It should run and is held back by safe mode. */
    HELD_BACK,
    /** A removal is under way, or was cut off. */
    REMOVING
}
