package studio.backline.platform.database;

import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import studio.backline.platform.database.context.ContextDataSource;

/**
 * Single reads on the hottest paths: context and query go to the database together, so that the
 * caller waits once instead of three times. For one statement that reads; it is a transaction of
 * its own and takes no part in the thread's.
 */
public final class HotReads {

    private final ContextDataSource source;

    HotReads(ContextDataSource source) {
        this.source = source;
    }

    /**
     * The rows of a query, in the caller's workspace.
     *
     * @param query one statement, with {@code ?} for each value
     */
    public <T> List<T> list(String query, RowMapper<T> mapper, Object... values) {
        return source.readOnce(query, mapper, values);
    }
}
