package studio.backline.platform.database;

import java.util.List;
import studio.backline.contract.plugin.PluginId;

/**
 * All that a plugin says about its schema.
 *
 * @param id the plugin; names of schema and roles follow from it
 * @param migrations in any order; versions are unique
 * @param tables every table with every column
 * @param searches the search functions to generate
 */
public record PluginSchema(
        PluginId id,
        List<SqlMigration> migrations,
        List<TableDeclaration> tables,
        List<SearchDeclaration> searches) {

    public PluginSchema {
        migrations = List.copyOf(migrations);
        tables = List.copyOf(tables);
        searches = List.copyOf(searches);
    }
}
