package studio.backline.platform.database.schema;

/** Names of roles and schemas, and how names are written in SQL. */
public final class Names {

    /** The schema of the core's tables. */
    public static final String CORE = "backline";

    /** The schema of what the core publishes to plugins. */
    public static final String API = "backline_api";

    /** The schema of the extensions. */
    public static final String EXTENSIONS = "backline_ext";

    /** Owns the core's schemas; only migrations run as it. */
    public static final String OWNER = "backline_owner";

    /** The core at run time. */
    public static final String PLATFORM = "backline_platform";

    /** Reads every row, for backups. */
    public static final String BACKUP = "backline_backup";

    /** Reads every row, for the generated search functions. */
    public static final String SEARCH = "backline_search";

    /** What all roles of plugins have in common: the published functions and views. */
    public static final String PLUGIN = "backline_plugin";

    /** The table of migrations that have run, in each schema. */
    static final String HISTORY = "schema_history";

    private Names() {}

    /** The name as an identifier. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text as a literal, whatever the server's settings. */
    static String literal(String text) {
        String escaped = text.replace("\\", "\\\\").replace("'", "\\'");
        return "E'" + escaped + "'";
    }
}
