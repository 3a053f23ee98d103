package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import studio.backline.contract.plugin.PluginId;

/** Counts rows over all workspaces, as the backup role, which sees them all. */
public final class RowCounts {

    private RowCounts() {}

    /**
     * Number of rows by table; empty where there is no schema.
     *
     * @param connection the admin's, in a transaction that is rolled back afterwards
     */
    public static Map<String, Long> of(Connection connection, PluginId plugin) throws SQLException {
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
}
