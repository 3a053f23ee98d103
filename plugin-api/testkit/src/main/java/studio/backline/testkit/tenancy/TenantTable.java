package studio.backline.testkit.tenancy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as the catalogue has it.
 *
 * @param guarded whether row security is on
 * @param key the columns of its primary key, empty where there is none
 * @param checks expressions that a row must not make false
 */
public record TenantTable(
        String schema,
        String name,
        boolean guarded,
        List<Column> columns,
        List<String> key,
        List<Reference> references,
        List<Check> checks) {

    /** The column that says whose a row is. */
    static final String WORKSPACE = "workspace_id";

    /** Whether its rows belong to workspaces and row security keeps them apart. */
    public boolean ofTenants() {
        return guarded && column(WORKSPACE).isPresent();
    }

    /** Schema and name, quoted. */
    public String qualified() {
        return quoted(schema) + "." + quoted(name);
    }

    Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /** Those that a row can be given. */
    List<Column> given() {
        return columns.stream().filter(column -> !column.made()).toList();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(List<String> names) {
        return names.stream().map(TenantTable::quoted).collect(Collectors.joining(", "));
    }

    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /**
     * A column.
     *
     * @param type as PostgreSQL writes it
     * @param kind of the type, as in {@code pg_type.typtype}
     * @param made whether the database makes its value
     */
    record Column(String name, String type, char kind, boolean nullable, boolean made) {}

    /**
     * A foreign key.
     *
     * @param table the one it leads to, as {@link TenantTable#qualified()}
     * @param targets its columns there, in the same order
     */
    record Reference(List<String> columns, String table, List<String> targets) {}

    /** A check and the columns it looks at. */
    record Check(String name, String expression, List<String> columns) {}
}
