package studio.backline.platform.database;

import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.backline.contract.plugin.PluginId;

/** The schemas and roles of plugins. For the host's lifecycle thread; no transaction needed. */
public interface PluginSchemas {

    /**
     * Makes roles and schema if absent, runs the migrations that are pending, generates policies,
     * grants and search functions from the declarations, and lints the result: all in one
     * transaction, so that a refusal leaves everything as it was.
     *
     * @throws SchemaRefusedException when a migration fails or takes too long, or the lint finds
     *     something
     */
    void migrate(PluginSchema schema);

    /**
     * What the lint finds of plugins other than these, which were linted when they were migrated:
     * of their roles, and of their schemas as they were last declared. Only of whom there is
     * something to tell.
     */
    Map<PluginId, List<SchemaFinding>> lint(Set<PluginId> but);

    /** The server stops: migrations under way are broken off, as if they had failed. */
    void breakOff();

    /** Opens the plugin's pool; the schema must have been migrated by this process. */
    PluginPool open(PluginId plugin);

    /**
     * Removes schema, rows, roles and password; nothing happens where there are none.
     *
     * @throws DatabaseFailureException naming what keeps them; they are all there then
     */
    void drop(PluginId plugin);

    /** Whether the plugin has a schema. */
    boolean isThere(PluginId plugin);

    /** Forgets passwords of roles that are gone: their removal was cut off. */
    void sweep();

    /** Whether a step has run, in the plugin's schema, that is not among these. */
    boolean isBeyond(PluginId plugin, List<SqlMigration> steps);

    /**
     * What the plugin holds, by what it tells of people: exact, or estimated where a table is so
     * large that counting would take long. Empty where there is nothing.
     */
    List<HeldData> held(PluginId plugin);

    /** Number of rows over all workspaces by table; empty where the plugin has no schema. */
    Map<String, Long> rowCounts(PluginId plugin);
}
