package studio.backline.platform.pluginhost;

/** What becomes of a plugin's data when it is removed. */
public enum RemovalChoice {
    /** Schema and roles stay; installing the plugin again finds everything. */
    KEEP_DATA,
    /** Schema and roles are dropped, for every workspace, for good. */
    ERASE_DATA
}
