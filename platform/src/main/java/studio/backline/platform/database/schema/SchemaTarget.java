package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Optional;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SearchDeclaration;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;

/**
 * A schema as it shall be.
 *
 * @param schema its name
 * @param owner the role that owns all in it
 * @param users the run-time roles, which read and write under the policy
 * @param migrations its steps
 * @param tables its tables
 * @param searches its search functions
 */
public record SchemaTarget(
        String schema,
        String owner,
        List<String> users,
        List<SqlMigration> migrations,
        List<TableDeclaration> tables,
        List<SearchDeclaration> searches) {

    /** The core's own schema. */
    public static SchemaTarget core(List<SqlMigration> migrations, List<TableDeclaration> tables) {
        return new SchemaTarget(
                Names.CORE, Names.OWNER, List.of(Names.PLATFORM), migrations, tables, List.of());
    }

    /** A plugin's schema. */
    public static SchemaTarget of(PluginSchema plugin) {
        return new SchemaTarget(
                plugin.id().schema(),
                plugin.id().ownerRole(),
                List.of(plugin.id().schema(), Names.PLATFORM),
                plugin.migrations(),
                plugin.tables(),
                plugin.searches());
    }

    boolean isCore() {
        return schema.equals(Names.CORE);
    }

    Optional<TableDeclaration> table(String name) {
        return tables.stream().filter(t -> t.table().equals(name)).findFirst();
    }

    boolean isSearched(String table) {
        return searches.stream().anyMatch(s -> s.table().equals(table));
    }

    String qualified(String name) {
        return Names.quoted(schema) + "." + Names.quoted(name);
    }
}
