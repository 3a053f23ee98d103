package studio.backline.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of a {@link TestPostgres}, with the superuser's way in.
 *
 * @param name the database's name
 * @param url the JDBC URL without user and password
 * @param username a superuser
 * @param password that superuser's password
 */
public record TestDatabase(String name, String url, String username, String password) {

    /** A connection as superuser. */
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    /** Runs SQL as superuser in auto-commit. */
    public void execute(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("In database %s: %s".formatted(name, e), e);
        }
    }
}
