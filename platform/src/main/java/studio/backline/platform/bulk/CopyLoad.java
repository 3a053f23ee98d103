package studio.backline.platform.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.platform.database.PluginConnection;

/** COPY into a temporary table, on the connection of the plugin's current transaction. */
record CopyLoad(PluginConnection plugin) implements BulkLoad {

    @Override
    public long copy(StagingTable table, Iterator<@Nullable Object[]> rows) {
        plugin.requireTransaction();
        prepare(table);
        Connection connection = DataSourceUtils.getConnection(plugin.dataSource());
        try {
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy pg_temp.%s from stdin".formatted(table.name()));
            try {
                CopyRows encoder = new CopyRows(table, copy);
                while (rows.hasNext()) {
                    encoder.write(rows.next());
                }
                encoder.flush();
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            var translator = new SQLExceptionSubclassTranslator();
            translator.setFallbackTranslator(new SQLStateSQLExceptionTranslator());
            throw translator.translate("copy into " + table.name(), null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, plugin.dataSource());
        }
    }

    private void prepare(StagingTable table) {
        String columns =
                table.columns().stream()
                        .map(c -> c.name() + " " + c.type().sql())
                        .collect(Collectors.joining(", "));
        plugin.jdbc()
                .sql(
                        "create temporary table if not exists %s (%s) on commit drop"
                                .formatted(table.name(), columns))
                .update();
        plugin.jdbc().sql("truncate pg_temp." + table.name()).update();
    }
}
