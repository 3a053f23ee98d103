package studio.backline.testkit.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables of the core and of all plugins from {@code pg_catalog}; no list names them. */
final class HouseTables {

    /** A part of a table is reached through the whole; those of the house alone by nobody. */
    private static final String TABLES =
            """
            select c.oid, n.nspname, c.relname, c.relrowsecurity as guarded
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where (n.nspname = 'backline' or n.nspname like 'p\\_%')
              and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> 'schema_history'
              and (not c.relrowsecurity or exists (
                  select from aclexplode(c.relacl) g where g.grantee <> c.relowner))
            order by n.nspname, c.relname
            """;

    private static final String COLUMNS =
            """
            select a.attname, format_type(a.atttypid, a.atttypmod) as type, t.typtype,
                   not a.attnotnull as nullable,
                   a.attgenerated <> '' or a.attidentity = 'a' as made
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private static final String RULES =
            """
            select k.contype, k.conname,
                   coalesce(pg_get_expr(k.conbin, k.conrelid), '') as expression,
                   array(select a.attname from unnest(k.conkey) with ordinality c (n, o)
                         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.n
                         order by c.o)::text[] as columns,
                   coalesce(format('"%s"."%s"', n.nspname, f.relname), '') as target,
                   array(select a.attname from unnest(k.confkey) with ordinality c (n, o)
                         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.n
                         order by c.o)::text[] as targets
            from pg_constraint k
            left join pg_class f on f.oid = k.confrelid left join pg_namespace n on n.oid = f.relnamespace
            where k.conrelid = ? and k.contype in ('p', 'f', 'c')
            order by k.conname
            """;

    private HouseTables() {}

    /** All of them, each after those that its foreign keys lead to. */
    static List<TenantTable> read(Connection superuser) throws SQLException {
        Map<String, TenantTable> open = new LinkedHashMap<>();
        try (PreparedStatement statement = superuser.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                TenantTable table = table(superuser, rows);
                open.put(table.qualified(), table);
            }
        }
        List<TenantTable> ordered = new ArrayList<>();
        while (!open.isEmpty()) {
            List<TenantTable> free = open.values().stream().filter(t -> isFree(t, open)).toList();
            // In a circle one goes first, with null where it leads to the rest.
            List<TenantTable> next =
                    free.isEmpty() ? List.of(open.values().iterator().next()) : free;
            next.forEach(table -> open.remove(table.qualified()));
            ordered.addAll(next);
        }
        return ordered;
    }

    private static boolean isFree(TenantTable table, Map<String, TenantTable> open) {
        return table.references().stream()
                .map(TenantTable.Reference::table)
                .noneMatch(to -> !to.equals(table.qualified()) && open.containsKey(to));
    }

    private static TenantTable table(Connection superuser, ResultSet row) throws SQLException {
        long oid = row.getLong("oid");
        List<String> key = new ArrayList<>();
        List<TenantTable.Reference> references = new ArrayList<>();
        List<TenantTable.Check> checks = new ArrayList<>();
        try (PreparedStatement statement = superuser.prepareStatement(RULES)) {
            statement.setLong(1, oid);
            try (ResultSet rules = statement.executeQuery()) {
                while (rules.next()) {
                    List<String> columns = texts(rules, "columns");
                    switch (rules.getString("contype")) {
                        case "p" -> key.addAll(columns);
                        case "f" ->
                                references.add(
                                        new TenantTable.Reference(
                                                columns,
                                                rules.getString("target"),
                                                texts(rules, "targets")));
                        default ->
                                checks.add(
                                        new TenantTable.Check(
                                                rules.getString("conname"),
                                                rules.getString("expression"),
                                                columns));
                    }
                }
            }
        }
        return new TenantTable(
                row.getString("nspname"),
                row.getString("relname"),
                row.getBoolean("guarded"),
                columns(superuser, oid),
                key,
                references,
                checks);
    }

    private static List<TenantTable.Column> columns(Connection superuser, long oid)
            throws SQLException {
        List<TenantTable.Column> columns = new ArrayList<>();
        try (PreparedStatement statement = superuser.prepareStatement(COLUMNS)) {
            statement.setLong(1, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(
                            new TenantTable.Column(
                                    rows.getString("attname"),
                                    rows.getString("type"),
                                    rows.getString("typtype").charAt(0),
                                    rows.getBoolean("nullable"),
                                    rows.getBoolean("made")));
                }
            }
        }
        return columns;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
