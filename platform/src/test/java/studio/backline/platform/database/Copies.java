package studio.backline.platform.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** COPY on the connection of the current transaction. */
final class Copies {

    private Copies() {}

    static String out(DataSource source, String table) {
        StringWriter out = new StringWriter();
        with(source, copy -> copy.copyOut("copy %s to stdout".formatted(table), out));
        return out.toString();
    }

    static long in(DataSource source, String table, String rows) {
        return with(
                source,
                copy -> copy.copyIn("copy %s from stdin".formatted(table), new StringReader(rows)));
    }

    private static long with(DataSource source, Work work) {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            return work.with(connection.unwrap(PGConnection.class).getCopyAPI());
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private interface Work {
        long with(CopyManager copy) throws SQLException, IOException;
    }
}
