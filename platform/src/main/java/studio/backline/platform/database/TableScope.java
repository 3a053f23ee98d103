package studio.backline.platform.database;

/** Whose rows a table holds. */
public enum TableScope {
    /** Rows of workspaces, each seen in its own workspace only. */
    TENANT,
    /** Rows of the instance, such as accounts; read and written without a workspace. */
    GLOBAL,
    /** Reached by no run-time role, only by definer functions of the core. */
    SYSTEM
}
