package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.database.TableDeclaration;

/**
 * What a schema holds, by what it tells of people: as declared, which is kept as a comment on each
 * column, so that it can also be said of a plugin that does not run.
 */
public final class Holdings {

    /** Tables of more rows are not counted but asked of the planner. */
    private static final long MOST_COUNTED = 1_000_000;

    private static final String PERSONAL = "personal: ";
    private static final Pattern CATEGORY = Pattern.compile("personal: (\\w+).*");
    private static final String SEALED = "sealed: ";
    private static final Pattern ROWS = Pattern.compile(" rows=(\\d+)");

    private static final String COLUMNS =
            """
            select c.relname, col_description(c.oid, a.attnum) as said,
                   case when a.attname is null then null
                        when a.atttypid in ('text'::regtype, 'varchar'::regtype)
                        then format('%%I <> %%L', a.attname, '')
                        else format('%%I is not null', a.attname) end as filled
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                      and col_description(c.oid, a.attnum) like '%s%%'
            where n.nspname = '%s' and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> '%s'
            order by c.relname, a.attnum
            """;

    private final Statement statement;
    private final Map<DataCategory, HeldData> personal = new EnumMap<>(DataCategory.class);
    private HeldData other = new HeldData(Optional.empty(), 0, false);

    private Holdings(Statement statement) {
        this.statement = statement;
    }

    /** Takes away what steps have said of columns that need no declaration. */
    static List<String> silence(SchemaTarget target, Catalogue catalogue) {
        List<String> comments = new ArrayList<>();
        for (TableDeclaration table : target.tables()) {
            Set<String> declared =
                    table.columns().stream()
                            .map(ColumnDeclaration::column)
                            .collect(Collectors.toSet());
            catalogue.table(table.table()).stream()
                    .flatMap(actual -> actual.columns().stream())
                    .map(Relation.Column::name)
                    .filter(column -> !declared.contains(column))
                    .forEach(column -> comments.add(comment(target, table, column, "null")));
        }
        return comments;
    }

    private static String comment(
            SchemaTarget target, TableDeclaration table, String column, String said) {
        return "comment on column %s.%s is %s"
                .formatted(target.qualified(table.table()), Names.quoted(column), said);
    }

    /** Keeps the declarations with the columns. */
    static List<String> comments(SchemaTarget target) {
        Set<DataCategory> toldOtherwise =
                target.tables().stream()
                        .flatMap(
                                table ->
                                        table.columns().stream()
                                                .filter(it -> !isSearched(target, table, it)))
                        .flatMap(column -> column.category().stream())
                        .collect(Collectors.toSet());
        List<String> comments = new ArrayList<>();
        for (TableDeclaration table : target.tables()) {
            for (ColumnDeclaration column : table.columns()) {
                // What is searched mostly repeats what stands in other columns.
                boolean repeats = isSearched(target, table, column);
                Optional<DataCategory> tells =
                        column.category().filter(it -> !repeats || !toldOtherwise.contains(it));
                String said =
                        Stream.concat(
                                        tells.map(it -> PERSONAL + it).stream(),
                                        column.seal().map(Holdings::sealed).stream())
                                .collect(Collectors.joining("; "));
                comments.add(
                        comment(
                                target,
                                table,
                                column.column(),
                                said.isEmpty() ? "null" : Names.literal(said)));
            }
        }
        return comments;
    }

    private static String sealed(ColumnDeclaration.Seal seal) {
        return SEALED
                + String.join(
                        " ", seal.field(), seal.purpose(), seal.row(), seal.owner().orElse("-"));
    }

    private static boolean isSearched(
            SchemaTarget target, TableDeclaration table, ColumnDeclaration column) {
        return target.searches().stream()
                .anyMatch(
                        search ->
                                search.table().equals(table.table())
                                        && search.column().equals(column.column()));
    }

    /**
     * What there is of each kind; empty where there is no schema, or nothing in it.
     *
     * @param connection the admin's, in a transaction that is rolled back afterwards
     */
    public static List<HeldData> of(Connection connection, PluginId plugin) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Holdings holdings = new Holdings(statement);
            Map<String, Map<DataCategory, List<String>>> tables = holdings.tables(plugin);
            statement.execute("set local role " + Names.BACKUP);
            for (Map.Entry<String, Map<DataCategory, List<String>>> table : tables.entrySet()) {
                holdings.add(
                        Names.quoted(plugin.schema()) + "." + Names.quoted(table.getKey()),
                        table.getValue());
            }
            return Stream.concat(holdings.personal.values().stream(), Stream.of(holdings.other))
                    .filter(held -> held.count() > 0)
                    .toList();
        }
    }

    /**
     * Number of rows by table; empty where there is no schema.
     *
     * @param connection the admin's, in a transaction that is rolled back afterwards
     */
    public static Map<String, Long> rows(Connection connection, PluginId plugin)
            throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            String tables =
                    """
                    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = '%s' and c.relkind in ('r', 'p') and not c.relispartition
                      and c.relname <> '%s'
                    """
                            .formatted(plugin.schema(), Names.HISTORY);
            try (ResultSet rows = statement.executeQuery(tables)) {
                while (rows.next()) {
                    counts.put(rows.getString(1), 0L);
                }
            }
            statement.execute("set local role " + Names.BACKUP);
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                String table = Names.quoted(plugin.schema()) + "." + Names.quoted(count.getKey());
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    count.setValue(row.getLong(1));
                }
            }
        }
        return counts;
    }

    private Map<String, Map<DataCategory, List<String>>> tables(PluginId plugin)
            throws SQLException {
        Map<String, Map<DataCategory, List<String>>> tables = new TreeMap<>();
        String query = COLUMNS.formatted(PERSONAL, plugin.schema(), Names.HISTORY);
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Map<DataCategory, List<String>> filled =
                        tables.computeIfAbsent(
                                rows.getString("relname"),
                                name -> new EnumMap<>(DataCategory.class));
                String said = rows.getString("said");
                Matcher category = CATEGORY.matcher(said == null ? "" : said);
                if (category.matches()) {
                    filled.computeIfAbsent(
                                    DataCategory.valueOf(category.group(1)),
                                    it -> new ArrayList<>())
                            .add(rows.getString("filled"));
                }
            }
        }
        return tables;
    }

    private void add(String table, Map<DataCategory, List<String>> filled) throws SQLException {
        boolean estimated = estimate(table, "true") > MOST_COUNTED;
        if (filled.isEmpty()) {
            long rows =
                    estimated ? estimate(table, "true") : count(table, List.of("true")).getFirst();
            other = sum(other, rows, estimated);
            return;
        }
        List<DataCategory> categories = List.copyOf(filled.keySet());
        List<String> conditions =
                filled.values().stream().map(any -> String.join(" or ", any)).toList();
        List<Long> counts = estimated ? new ArrayList<>() : count(table, conditions);
        if (estimated) {
            for (String condition : conditions) {
                counts.add(estimate(table, condition));
            }
        }
        for (int i = 0; i < counts.size(); i++) {
            DataCategory category = categories.get(i);
            HeldData none = new HeldData(Optional.of(category), 0, false);
            personal.put(
                    category, sum(personal.getOrDefault(category, none), counts.get(i), estimated));
        }
    }

    private static HeldData sum(HeldData held, long more, boolean estimated) {
        return new HeldData(
                held.category(), held.count() + more, held.estimated() || estimated && more > 0);
    }

    private List<Long> count(String table, List<String> conditions) throws SQLException {
        String counts =
                conditions.stream()
                        .map("count(*) filter (where %s)"::formatted)
                        .collect(Collectors.joining(", "));
        List<Long> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select " + counts + " from " + table)) {
            row.next();
            for (int i = 1; i <= conditions.size(); i++) {
                found.add(row.getLong(i));
            }
        }
        return found;
    }

    /** What the planner expects, by its statistics and the size of the files. */
    private long estimate(String table, String condition) throws SQLException {
        String query = "explain select from %s where %s".formatted(table, condition);
        try (ResultSet plan = statement.executeQuery(query)) {
            plan.next();
            Matcher rows = ROWS.matcher(plan.getString(1));
            return rows.find() ? Long.parseLong(rows.group(1)) : 0;
        }
    }
}
