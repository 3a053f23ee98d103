package studio.backline.platform.database;

import javax.sql.DataSource;

/** A plugin's pool: none at rest, three connections at most, under the plugin's run-time role. */
public interface PluginPool extends AutoCloseable {

    /** Gives connections that carry the caller's signed context in each transaction. */
    DataSource dataSource();

    /** Closes all connections; work under way fails. */
    @Override
    void close();
}
