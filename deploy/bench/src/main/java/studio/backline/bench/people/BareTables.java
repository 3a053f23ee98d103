package studio.backline.bench.people;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The house's tables by COPY alone: out into a plain file each, of one snapshot and forced to the
 * disk; and back into tables of the same columns, which get the same indexes and keys afterwards,
 * in one transaction.
 */
final class BareTables implements AutoCloseable {

    private static final String TABLES =
            """
            select quote_ident(n.nspname), quote_ident(c.relname),
                   (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                      and not a.attisdropped and a.attgenerated = '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('backline', 'p_crm') and c.relkind in ('r', 'p')
              and not c.relispartition
              and c.relname not in ('schema_history', 'context_key', 'ticket')
            order by 1, 2
            """;

    /** Indexes and foreign keys of a table, with its own name in the place of what they are of. */
    private static final String LATER =
            """
            select 0, replace(replace(pg_get_indexdef(x.indexrelid), ' ON ONLY ', ' ON '),
                       ' ON ' || x.indrelid::regclass, ' ON %1$s')
            from pg_index x where x.indrelid = '%2$s'::regclass
            union all
            select 1, format('alter table %1$s add constraint %%I %%s', k.conname,
                       replace(pg_get_constraintdef(k.oid), ' REFERENCES ' || k.confrelid::regclass,
                               ' REFERENCES bare.' || quote_ident(replace(k.confrelid::regclass::text, '.', '_'))))
            from pg_constraint k where k.conrelid = '%2$s'::regclass and k.contype = 'f'
              and k.conparentid = 0
            order by 1
            """;

    private final Connection connection;
    private final Path folder;
    private final List<Table> tables = new ArrayList<>();
    private double loaded;

    private record Table(String schema, String name, String columns) {

        String whole() {
            return schema + "." + name;
        }

        String bare() {
            return "bare.\"%s_%s\"".formatted(schema, name.replace("\"", ""));
        }
    }

    private BareTables(Connection connection, Path folder) {
        this.connection = connection;
        this.folder = folder;
    }

    static BareTables of(Connection superuser, Path folder) throws IOException, SQLException {
        BareTables bare = new BareTables(superuser, Files.createDirectories(folder));
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                bare.tables.add(new Table(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        superuser.setAutoCommit(false);
        return bare;
    }

    void copyOut() throws IOException, SQLException {
        execute("set transaction isolation level repeatable read read only");
        for (Table table : tables) {
            String copy =
                    "copy (select %s from %s) to stdout".formatted(table.columns(), table.whole());
            try (FileChannel file =
                    FileChannel.open(
                            folder.resolve(table.whole()),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                api().copyOut(copy, Channels.newOutputStream(file));
                file.force(true);
            }
        }
        connection.commit();
    }

    void copyIn() throws IOException, SQLException {
        execute("drop schema if exists bare cascade");
        execute("create schema bare");
        for (Table table : tables) {
            execute(
                    "create table %s (like %s including defaults including generated including constraints)"
                            .formatted(table.bare(), table.whole()));
        }
        long start = System.nanoTime();
        for (Table table : tables) {
            try (InputStream file = Files.newInputStream(folder.resolve(table.whole()))) {
                api().copyIn(
                                "copy %s (%s) from stdin".formatted(table.bare(), table.columns()),
                                file,
                                1 << 16);
            }
        }
        loaded = (System.nanoTime() - start) / 1e9;
        for (Later later : later()) {
            execute(later.statement());
        }
        connection.commit();
    }

    /** What {@link #copyIn} took before it made indexes and keys. */
    double loadedInSeconds() {
        return loaded;
    }

    private record Later(int turn, String statement) {}

    /** Indexes of all tables first: foreign keys need those of others. */
    private List<Later> later() throws SQLException {
        List<Later> all = new ArrayList<>();
        for (Table table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(LATER.formatted(table.bare(), table.whole()))) {
                while (rows.next()) {
                    all.add(new Later(rows.getInt(1), rows.getString(2)));
                }
            }
        }
        all.sort(java.util.Comparator.comparingInt(Later::turn));
        return all;
    }

    private CopyManager api() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            execute("drop schema if exists bare cascade");
            connection.commit();
        }
    }
}
