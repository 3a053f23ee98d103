package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import studio.backline.platform.database.schema.Names;

/**
 * Sessions under the roles of plugins. The admin sees what they do, and ends them, as the role that
 * they are: it has no rights over them of its own, and none can take these away.
 */
record PluginSessions(Connection admin) {

    private static final String ROLES =
            """
            select distinct a.usename from pg_stat_activity a
            join pg_auth_members m on m.member = a.usesysid
            where m.roleid = to_regrole('%s') and a.datname = current_database()
              and a.usename <> current_user
            """
                    .formatted(Names.PLUGIN);

    private static final String END_OLD =
            """
            select a.pid, extract(epoch from clock_timestamp() - a.xact_start)::bigint as seconds,
                pg_terminate_backend(a.pid)
            from pg_stat_activity a
            where a.usename = current_user and a.datname = current_database()
              and a.xact_start < clock_timestamp() - make_interval(secs => ?)
            """;

    /** A session that was ended, and how long its transaction had lasted. */
    record Ended(String role, int pid, Duration lasted) {}

    /** The roles of plugins that have sessions in this database. */
    TreeSet<String> roles() throws SQLException {
        TreeSet<String> roles = new TreeSet<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(ROLES)) {
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
        }
        return roles;
    }

    /** Ends those whose transaction has lasted for longer. */
    List<Ended> endLongerThan(Duration longest) throws SQLException {
        List<Ended> ended = new ArrayList<>();
        for (String role : roles()) {
            as(
                    role,
                    END_OLD,
                    longest.toMillis() / 1000.0,
                    row ->
                            ended.add(
                                    new Ended(
                                            role,
                                            row.getInt("pid"),
                                            Duration.ofSeconds(row.getLong("seconds")))));
        }
        return ended;
    }

    /** Ends one. */
    void end(String role, int pid) throws SQLException {
        as(role, "select pg_terminate_backend(?::integer)", pid, _ -> {});
    }

    private void as(String role, String query, Object value, EachRow each) throws SQLException {
        try (Statement statement = admin.createStatement();
                PreparedStatement asked = admin.prepareStatement(query)) {
            statement.execute("set role " + statement.enquoteIdentifier(role, true));
            try {
                asked.setObject(1, value);
                try (ResultSet rows = asked.executeQuery()) {
                    while (rows.next()) {
                        each.read(rows);
                    }
                }
            } finally {
                statement.execute("reset role");
            }
        }
    }

    @FunctionalInterface
    private interface EachRow {
        void read(ResultSet row) throws SQLException;
    }
}
