package studio.backline.platform.database.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.Roles;

/**
 * All schemas with all rows, as they were at one instant, whatever is written meanwhile. Each table
 * is read as its owner, who alone sees every row of every one.
 */
public final class DatabaseDump implements AutoCloseable {

    static final String CORE = Names.CORE;
    static final String SEARCH = Names.SEARCH;

    /**
     * Made anew at each start: from the key store, good for a moment only, or out of the jars that
     * lie in the folder.
     */
    private static final Set<String> NOT_TAKEN = Set.of("context_key", "ticket", "plugin_jar");

    private static final String HISTORY = "schema_history";

    private static final String TABLES =
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p') and not c.relispartition
            order by c.relname
            """;

    private static final String COLUMNS =
            """
            select a.attname from pg_attribute a
            where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
              and a.attgenerated = ''
            order by a.attnum
            """;

    private final Connection connection;
    private final Sql sql;
    private final List<DumpedSchema> schemas = new ArrayList<>();

    private DatabaseDump(Connection connection) {
        this.connection = connection;
        this.sql = new Sql(connection);
    }

    /**
     * Takes the instant and reads what there is.
     *
     * @param admin a connection of its own of the role that may become every owner; closed with
     *     this
     */
    public static DatabaseDump begin(Connection admin) throws SQLException {
        DatabaseDump dump = new DatabaseDump(admin);
        try {
            admin.setAutoCommit(false);
            dump.sql.execute("set transaction isolation level repeatable read read only");
            dump.sql.execute("set local search_path = ''");
            dump.read();
            return dump;
        } catch (SQLException | RuntimeException e) {
            dump.close();
            throw e;
        }
    }

    /** The core's first. */
    public List<DumpedSchema> schemas() {
        return List.copyOf(schemas);
    }

    /**
     * Writes the rows of a table, as PostgreSQL's COPY does in text.
     *
     * @return how many there are
     */
    public long copy(DumpedSchema schema, DumpedTable table, OutputStream out)
            throws SQLException, IOException {
        sql.become(schema.owner());
        String name = Sql.quoted(schema.name(), table.name());
        String columns = Sql.listed(table.columns());
        // A table of partitions is copied out by a query only.
        String copy = "copy (select %s from %s) to stdout".formatted(columns, name);
        long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, out);
        sql.execute("reset role");
        return rows;
    }

    /** Whether the core has a table; one that an older release has made may not. */
    public boolean has(String table) throws SQLException {
        return !texts("select '' where to_regclass('%s.%s') is not null".formatted(CORE, table))
                .isEmpty();
    }

    /** The first column of a query of the core's tables, at the same instant. */
    public List<String> texts(String query) throws SQLException {
        sql.become(Names.OWNER);
        List<String> texts = sql.texts(query, "");
        sql.execute("reset role");
        return texts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void read() throws SQLException {
        schemas.add(
                new DumpedSchema(
                        Names.CORE,
                        Names.OWNER,
                        steps(Names.CORE, Names.OWNER),
                        tables(Names.CORE, Names.OWNER, true),
                        List.of(),
                        List.of()));
        for (PluginId plugin : Roles.plugins(connection)) {
            String owner = plugin.ownerRole();
            SchemaScript script = new SchemaScript(sql, plugin.schema(), owner);
            script.requireKnown();
            List<String> steps = steps(plugin.schema(), owner);
            List<DumpedTable> tables = tables(plugin.schema(), owner, false);
            // Names are only looked up where the owner may look.
            sql.become(owner);
            schemas.add(
                    new DumpedSchema(
                            plugin.schema(),
                            owner,
                            steps,
                            tables,
                            script.before(),
                            script.after()));
            sql.execute("reset role");
        }
    }

    private List<DumpedTable> tables(String schema, String owner, boolean core)
            throws SQLException {
        List<DumpedTable> tables = new ArrayList<>();
        for (String table : sql.texts(TABLES, schema)) {
            // No migration of that table waits until all is copied: it waits for this.
            sql.become(owner);
            String name = Sql.quoted(schema, table);
            sql.execute("lock table %s in access share mode".formatted(name));
            if (!core || !NOT_TAKEN.contains(table) && !table.equals(HISTORY)) {
                tables.add(new DumpedTable(table, sql.texts(COLUMNS, name)));
            }
            sql.execute("reset role");
        }
        return tables;
    }

    private List<String> steps(String schema, String owner) throws SQLException {
        String history = Sql.quoted(schema, HISTORY);
        if (!sql.texts(TABLES, schema).contains(HISTORY)) {
            return List.of();
        }
        sql.become(owner);
        List<String> steps =
                sql.texts(
                        "select version from %s where success and version is not null and type <> 'BASELINE' order by installed_rank"
                                .formatted(history),
                        "");
        sql.execute("reset role");
        return steps;
    }
}
