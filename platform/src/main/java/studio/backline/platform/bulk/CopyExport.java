package studio.backline.platform.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.platform.database.PluginConnection;

/** COPY of a query, on the connection of the plugin's current transaction. */
record CopyExport(PluginConnection plugin) implements BulkExport {

    @Override
    public long writeCsv(String query, OutputStream out) throws IOException {
        plugin.requireTransaction();
        // COPY does not pass by the wrapper that enters the workspace, so a statement goes first.
        allowLookUps("off");
        Connection connection = DataSourceUtils.getConnection(plugin.dataSource());
        try {
            return copy(connection, query, out);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("export by copy", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, plugin.dataSource());
        }
    }

    /**
     * An export reads all there is. Right after an import the planner takes a workspace for a few
     * rows, as long as nobody has analysed the tables, and would look each of them up in all parts.
     */
    private void allowLookUps(String onOrOff) {
        plugin.jdbc()
                .sql("select set_config('enable_nestloop', ?, true)")
                .param(onOrOff)
                .query()
                .singleRow();
    }

    /**
     * Writes what comes. A stream that breaks is told at the end: a COPY cannot be cut off without
     * the risk that the cancellation hits the next statement of the connection.
     */
    private long copy(Connection connection, String query, OutputStream out)
            throws SQLException, IOException {
        CopyOut copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (%s) to stdout with (format csv, header, encoding 'UTF8')"
                                        .formatted(query));
        NeutralCsv csv = new NeutralCsv(out);
        IOException broken = null;
        byte[] row;
        while ((row = copy.readFromCopy()) != null) {
            if (broken != null) {
                continue;
            }
            try {
                csv.write(row);
            } catch (IOException e) {
                broken = e;
            }
        }
        allowLookUps("on");
        if (broken != null) {
            throw broken;
        }
        csv.flush();
        return copy.getHandledRowCount();
    }
}
