package studio.backline.platform.database.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.Roles;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;
import studio.backline.platform.database.server.CoreSchema;

/**
 * Puts schemas and rows into an empty database, all in one transaction: whatever comes in between,
 * the database is as empty as before, or whole.
 */
public final class DatabaseLoad implements AutoCloseable {

    private static final String PRESENT =
            "select count(*) from pg_namespace where nspname = '%s' or nspname ~ '^p_'"
                    .formatted(Names.CORE);

    /** Any number, the same for all loads; free when the transaction has ended, either way. */
    private static final String TURN = "select pg_catalog.pg_advisory_xact_lock(7024191133750020)";

    private static final String FOREIGN_KEYS =
            """
            from pg_constraint k join pg_namespace n on n.oid = k.connamespace
            where n.nspname = ? and k.contype = 'f' and k.conparentid = 0 order by k.oid
            """;

    private static final String KEYS_AWAY =
            "select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) "
                    + FOREIGN_KEYS;

    private static final String KEYS_BACK =
            "select format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) "
                    + FOREIGN_KEYS;

    private static final String INDEXES_AWAY =
            SchemaScript.INDEXES.replace(
                    "pg_get_indexdef(x.indexrelid)",
                    "format('drop index %s', x.indexrelid::regclass)");

    private final Connection connection;
    private final Secrets secrets;
    private final Sql sql;

    /** What the core's tables get back once their rows are there. */
    private final List<String> later = new ArrayList<>();

    private DatabaseLoad(Connection connection, Secrets secrets) {
        this.connection = connection;
        this.secrets = secrets;
        this.sql = new Sql(connection);
    }

    /**
     * Begins.
     *
     * @param admin a connection of its own of the role that makes roles and owns the database;
     *     closed with this
     * @throws DumpRefusedException when the database is not empty
     */
    public static DatabaseLoad begin(Connection admin, Secrets secrets) throws SQLException {
        DatabaseLoad load = new DatabaseLoad(admin, secrets);
        try {
            admin.setAutoCommit(false);
            load.sql.execute("set search_path = ''");
            load.sql.execute(TURN);
            if (load.sql.number(PRESENT) > 0) {
                throw new DumpRefusedException(
                        "The database at '%s' is not empty. Nothing in it was changed; restore into an empty one."
                                .formatted(address(admin)));
            }
            return load;
        } catch (SQLException | RuntimeException e) {
            load.close();
            throw e;
        }
    }

    /**
     * Returns once no load is under way in the database: a process may be gone whose commit the
     * server still makes.
     */
    public static void awaitOthers(Connection admin) throws SQLException {
        admin.setAutoCommit(false);
        new Sql(admin).execute(TURN);
        admin.rollback();
    }

    /** Without all that the driver may be told. */
    private static String address(Connection admin) throws SQLException {
        return String.valueOf(admin.getMetaData().getURL()).replaceFirst("\\?.*", "");
    }

    /** Makes a schema's tables, ready for rows. The core's comes first. */
    public void open(DumpedSchema schema) throws SQLException {
        if (schema.isCore()) {
            openCore(schema);
            return;
        }
        new Roles(connection, secrets).ensurePlugin(PluginId.ofSchema(schema.name()));
        run(schema, schema.before());
    }

    /** Brings in the rows of a table; returns how many. */
    public long copy(DumpedSchema schema, DumpedTable table, InputStream in)
            throws SQLException, IOException {
        sql.become(schema.owner());
        String copy =
                "copy %s (%s) from stdin"
                        .formatted(
                                Sql.quoted(schema.name(), table.name()),
                                Sql.listed(table.columns()));
        long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, in);
        sql.execute("reset role");
        return rows;
    }

    /** All rows of a schema are there: makes keys, indexes and rights, and checks them. */
    public void complete(DumpedSchema schema) throws SQLException {
        if (schema.isCore()) {
            sql.become(Names.OWNER);
            for (String statement : later) {
                sql.execute(statement);
            }
            sql.execute("reset role");
            SchemaMigrator.migrate(connection, CoreSchema.read());
        } else {
            run(schema, schema.after());
        }
        sql.become(schema.owner());
        for (DumpedTable table : schema.tables()) {
            sql.execute("analyze " + Sql.quoted(schema.name(), table.name()));
        }
        sql.execute("reset role");
    }

    /** Rows that a table has now. */
    public long count(DumpedSchema schema, DumpedTable table) throws SQLException {
        sql.become(schema.owner());
        long rows = sql.number("select count(*) from " + Sql.quoted(schema.name(), table.name()));
        sql.execute("reset role");
        return rows;
    }

    /** Sets one of the instance's settings. */
    public void set(String setting, String value) throws SQLException {
        AdminSettings.write(connection, setting, value);
    }

    /** The first column of a query, as the owner of a schema. */
    public List<String> texts(DumpedSchema schema, String query) throws SQLException {
        sql.become(schema.owner());
        List<String> texts = sql.texts(query, "");
        sql.execute("reset role");
        return texts;
    }

    /** Keeps all of it. */
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    private void openCore(DumpedSchema schema) throws SQLException {
        SchemaTarget today = CoreSchema.read();
        List<SqlMigration> then =
                today.migrations().stream()
                        .filter(step -> schema.steps().contains(step.version()))
                        .toList();
        if (then.size() < schema.steps().size()) {
            throw new DumpRefusedException(
                    "The archive was made by a newer Backline than this one. Restore it with that"
                            + " version or a later one.");
        }
        new Roles(connection, secrets).ensureCore();
        SchemaMigrator.layOut(connection, SchemaTarget.core(then, today.tables()));
        List<String> away = sql.texts(KEYS_AWAY, Names.CORE);
        away.addAll(sql.texts(INDEXES_AWAY, Names.CORE));
        later.addAll(sql.texts(SchemaScript.INDEXES, Names.CORE));
        later.addAll(sql.texts(KEYS_BACK, Names.CORE));
        sql.become(Names.OWNER);
        for (String statement : away) {
            sql.execute(statement);
        }
        // A migration may have put rows of its own there.
        for (DumpedTable table : schema.tables()) {
            sql.execute("truncate " + Sql.quoted(Names.CORE, table.name()));
        }
        sql.execute("reset role");
    }

    private void run(DumpedSchema schema, List<DumpStep> steps) throws SQLException {
        Set<String> roles = Set.of(schema.owner(), Names.SEARCH);
        for (DumpStep step : steps) {
            if (!roles.contains(step.role())) {
                throw new DumpRefusedException(
                        "The archive wants to act as '%s' in the schema '%s', which is not its owner."
                                .formatted(step.role(), schema.name()));
            }
            sql.become(step.role());
            sql.execute(step.sql());
            sql.execute("reset role");
        }
    }
}
