package studio.backline.testkit.tenancy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row in every table that belongs to workspaces, for each of some workspaces: of the same
 * shape, with that workspace's canary in every text that no check restricts. Tables, columns,
 * types, checks and keys come from the catalogue, so a new table joins by itself; one that cannot
 * be filled is an error that names it.
 */
public final class CanaryRows {

    private final List<TenantTable> tables;
    private final Map<UUID, Canary> canaries = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable String>> rows = new HashMap<>();
    private final Set<String> restricted = new TreeSet<>();

    private CanaryRows(List<TenantTable> tables) {
        this.tables = tables;
    }

    /**
     * Makes them, and what their foreign keys need besides.
     *
     * @param superuser in auto-commit
     * @param workspaces that may exist already
     * @throws IllegalStateException naming a table that cannot be filled
     */
    public static CanaryRows fill(Connection superuser, List<UUID> workspaces) throws SQLException {
        CanaryRows made = new CanaryRows(HouseTables.read(superuser));
        Set<String> needed = made.needed();
        for (UUID workspace : workspaces) {
            made.canaries.put(workspace, Canary.next());
            for (TenantTable table : made.tables) {
                if (table.ofTenants() || needed.contains(table.qualified())) {
                    made.insert(superuser, workspace, table);
                }
            }
        }
        return made;
    }

    /** The tables whose rows belong to workspaces. */
    public List<TenantTable> tenantTables() {
        return tables.stream().filter(TenantTable::ofTenants).toList();
    }

    /** The same and those of the whole house that say to which workspace a row belongs. */
    List<TenantTable> tablesWithWorkspaces() {
        return tables.stream()
                .filter(table -> table.column(TenantTable.WORKSPACE).isPresent())
                .toList();
    }

    /** The workspaces, in the order in which they were given. */
    public List<UUID> workspaces() {
        return List.copyOf(canaries.keySet());
    }

    /** What stands in the texts of this workspace and nowhere else. */
    public Canary canary(UUID workspace) {
        return Objects.requireNonNull(canaries.get(workspace));
    }

    /** The id of this workspace's row in every table that has one. */
    public String id(UUID workspace) {
        return UUID.nameUUIDFromBytes(canary(workspace).word().getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    /**
     * Takes the rows away that hold bytes, which no key of the server's has sealed: a screen that
     * opens them would be broken, and show nothing.
     */
    public void removeSealed(Connection superuser) throws SQLException {
        for (TenantTable table : tenantTables().reversed()) {
            boolean sealed =
                    table.given().stream()
                            .filter(column -> column.type().equals("bytea") && !column.nullable())
                            .anyMatch(column -> !table.key().contains(column.name()));
            if (sealed) {
                try (Statement statement = superuser.createStatement()) {
                    for (UUID workspace : workspaces()) {
                        statement.execute(
                                "delete from %s where workspace_id = '%s'"
                                        .formatted(table.qualified(), workspace));
                    }
                }
            }
        }
    }

    /** Columns of text that do not hold the canary, each under a check that fixes its values. */
    public Set<String> restricted() {
        return restricted;
    }

    /** The row of this workspace: texts as PostgreSQL reads them, by column. */
    Map<String, @Nullable String> row(UUID workspace, TenantTable table) {
        return Objects.requireNonNull(rows.get(workspace + table.qualified()));
    }

    /** Tables of the whole house that a row of a workspace leads to. */
    private Set<String> needed() {
        Set<String> needed = new LinkedHashSet<>();
        for (TenantTable table : tables.reversed()) {
            if (table.ofTenants() || needed.contains(table.qualified())) {
                table.references().forEach(to -> needed.add(to.table()));
            }
        }
        return needed;
    }

    private void insert(Connection superuser, UUID workspace, TenantTable table)
            throws SQLException {
        Canary canary = canary(workspace);
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        Set<String> fixed = new LinkedHashSet<>();
        for (TenantTable.Column column : table.given()) {
            boolean id = column.type().equals("uuid") && table.key().contains(column.name());
            row.put(
                    column.name(),
                    id ? id(workspace) : CellValues.first(table, column, canary.word()));
        }
        fix(row, fixed, table, workspace);
        new CheckedRow(superuser, table, row, fixed, canary).amend();
        restrict(table, row, canary);
        // What all workspaces share may be there; what is one's own must not.
        String where = table.ofTenants() ? "" : " on conflict do nothing";
        try (Statement statement = superuser.createStatement()) {
            statement.execute(
                    "insert into %s %s"
                            .formatted(
                                    table.qualified(), values(table, row, table.given()) + where));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "%s cannot be filled: %s".formatted(table.qualified(), e.getMessage()), e);
        }
        rows.put(workspace + table.qualified(), row);
    }

    /** Whose it is, and what it leads to. */
    private void fix(
            Map<String, @Nullable String> row,
            Set<String> fixed,
            TenantTable table,
            UUID workspace) {
        for (TenantTable.Reference to : table.references()) {
            Map<String, @Nullable String> target = rows.get(workspace + to.table());
            for (int i = 0; i < to.columns().size(); i++) {
                String column = to.columns().get(i);
                if (fixed.add(column)) {
                    row.put(column, target == null ? null : target.get(to.targets().get(i)));
                }
            }
        }
        boolean isWorkspaces =
                tables.stream()
                        .flatMap(t -> t.references().stream())
                        .anyMatch(
                                to ->
                                        to.table().equals(table.qualified())
                                                && to.columns()
                                                        .equals(List.of(TenantTable.WORKSPACE)));
        if (isWorkspaces) {
            row.put(table.key().getFirst(), workspace.toString());
        } else if (row.containsKey(TenantTable.WORKSPACE)) {
            row.put(TenantTable.WORKSPACE, workspace.toString());
            fixed.add(TenantTable.WORKSPACE);
        }
    }

    private void restrict(TenantTable table, Map<String, @Nullable String> row, Canary canary) {
        table.given().stream()
                .filter(CellValues::isText)
                .filter(column -> !canary.isIn(String.valueOf(row.get(column.name()))))
                .forEach(column -> restricted.add(table.qualified() + "." + column.name()));
    }

    /** The columns and values of an insert. */
    static String values(
            TenantTable table,
            Map<String, @Nullable String> row,
            List<TenantTable.Column> columns) {
        return "(%s) overriding system value values (%s)"
                .formatted(
                        TenantTable.quoted(columns.stream().map(TenantTable.Column::name).toList()),
                        columns.stream().map(c -> cell(c, row)).collect(Collectors.joining(", ")));
    }

    static String cell(TenantTable.Column column, Map<String, @Nullable String> row) {
        String value = row.get(column.name());
        return "cast(%s as %s)"
                .formatted(value == null ? "null" : TenantTable.literal(value), column.type());
    }
}
