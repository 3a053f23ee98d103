package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;
import studio.backline.platform.database.schema.Names;

/**
 * What only a superuser can do on a server of our own: make the admin and its database. Everything
 * else is the admin's, so that a server of somebody else's needs no superuser.
 */
public final class Superuser {

    /** The role that prepares everything else. */
    public static final String ADMIN = "backline_admin";

    /** Large objects belong to no schema, and no policy and no lint would see them. */
    static final String NO_LARGE_OBJECTS =
            "revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea)"
                    + " from public";

    private Superuser() {}

    /** Makes the admin, with this password, and the database, where they are absent. */
    public static void prepare(Connection connection, String database, String adminPassword)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!any(statement, "select 1 from pg_roles where rolname = '%s'".formatted(ADMIN))) {
                statement.execute("create role %s createrole".formatted(ADMIN));
            }
            String verifier =
                    PasswordUtil.encodePassword(
                            ADMIN, adminPassword.toCharArray(), "scram-sha-256");
            statement.execute("alter role %s login password '%s'".formatted(ADMIN, verifier));
            makeSearchRole(statement);
            String present = "select 1 from pg_database where datname = '%s'".formatted(database);
            if (!any(statement, present)) {
                statement.execute(
                        "create database %s owner %s template template0 encoding 'UTF8'"
                                        .formatted(database, ADMIN)
                                + " locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'");
            }
            statement.execute("revoke connect on database postgres, template1 from public");
        }
    }

    /**
     * Takes away what no role of ours may have in that database.
     *
     * @param connection a superuser's, in the core's database
     */
    public static void restrict(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(NO_LARGE_OBJECTS);
        }
    }

    /**
     * The search role reads all rows anyway, by policy. Only where no policy is asked at all may
     * the planner look at the statistics of a column: without them it walks through a whole
     * workspace for a word that is nowhere.
     */
    private static void makeSearchRole(Statement statement) throws SQLException {
        String role = Names.SEARCH;
        if (!any(statement, "select 1 from pg_roles where rolname = '%s'".formatted(role))) {
            statement.execute("create role %s nologin".formatted(role));
            statement.execute(
                    "grant %s to %s with admin true, inherit false, set true"
                            .formatted(role, ADMIN));
        }
        statement.execute("alter role %s bypassrls".formatted(role));
    }

    private static boolean any(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
