package studio.backline.platform.pluginhost.lifecycle;

/** How far a change of a plugin has got. */
enum ChangeStep {
    /** A first installation, before its migrations are done for sure. */
    INSTALLING,
    /** The same over data that was kept at a removal. */
    RETURNING,
    /** A higher version takes over, before its migrations are done for sure. */
    UPGRADING,
    /** Migrations are done. */
    MIGRATED,
    /** A removal that keeps the data. */
    REMOVING_KEEP,
    /** A removal that erases the data. */
    REMOVING_ERASE
}
