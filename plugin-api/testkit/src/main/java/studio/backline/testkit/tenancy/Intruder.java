package studio.backline.testkit.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import studio.backline.testkit.TestDatabase;

/**
 * A superuser's session that acts as a role of the run time, with what it has to show for itself.
 * What it did can be looked at from above before it is undone, which a session of the role itself
 * could not.
 */
final class Intruder implements AutoCloseable {

    /** As the server signs; the key stands in the database mixed with RFC 2104's pads. */
    private static final String SIGNED =
            """
            with said as (
                select lpad(to_hex((extract(epoch from clock_timestamp() + cast(? as interval))
                           * 1000000)::bigint - 946684800000000), 16, '0') || '|' || ?
                       || '|00000000-0000-0000-0000-000000000000|OWNER|' as payload)
            select encode(sha256(k.%s || sha256(k.%s || convert_to(payload, 'UTF8')
                          || namesend(cast(? as name)) || int4send(?)
                          || timestamptz_send(pg_postmaster_start_time()))), 'hex') || payload
            from said, backline.context_key k
            """;

    private final TestDatabase database;
    private final String role;
    private final Connection connection;
    private final List<Connection> others = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private Optional<String> shown = Optional.empty();

    private Intruder(TestDatabase database, String role) throws SQLException {
        this.database = database;
        this.role = role;
        this.connection = database.open();
    }

    /**
     * Opens a session and a transaction in it.
     *
     * @param first a statement of the superuser's, with which the transaction begins
     */
    static Intruder as(
            TestDatabase database, String role, Standing standing, List<UUID> sides, String first)
            throws SQLException {
        UUID victim = sides.getFirst();
        Intruder intruder = new Intruder(database, role);
        intruder.connection.setAutoCommit(false);
        run(intruder.connection, first);
        intruder.shown =
                switch (standing) {
                    case OWN -> Optional.of(intruder.enter(intruder.connection, victim));
                    case OTHER -> Optional.of(intruder.enter(intruder.connection, sides.getLast()));
                    case NONE -> Optional.empty();
                    case EMPTY -> Optional.of("");
                    case GARBAGE -> Optional.of("'; select 1; --\\%s");
                    case EXPIRED -> Optional.of(intruder.expired(victim));
                    case FORGED -> Optional.of(intruder.forged(victim));
                    case REPLAYED -> Optional.of(intruder.replayed(victim));
                };
        return intruder;
    }

    Connection connection() {
        return connection;
    }

    /** What went wrong before it did anything. */
    List<String> wrongs() {
        return wrongs;
    }

    /** Becomes the role, until the transaction or the savepoint is undone. */
    void begin() throws SQLException {
        String show =
                shown.map(s -> "; set local backline.ticket = " + TenantTable.literal(s))
                        .orElse("");
        run(connection, "set session authorization " + TenantTable.quoted(role) + show);
    }

    private String expired(UUID victim) throws SQLException {
        refused(sign(connection, victim, "-1 second", true));
        String ticket = enter(connection, victim);
        run(
                connection,
                "update backline.ticket set expires_at = now() - interval '1 second' where ticket = "
                        + TenantTable.literal(ticket));
        return ticket;
    }

    private String forged(UUID victim) throws SQLException {
        refused(sign(connection, victim, "1 minute", false));
        String good = sign(connection, UUID.randomUUID(), "1 minute", true);
        refused(good.substring(0, 81) + victim + good.substring(117));
        return UUID.randomUUID().toString();
    }

    private String replayed(UUID victim) throws SQLException {
        Connection elsewhere = database.open();
        others.add(elsewhere);
        refused(sign(elsewhere, victim, "1 minute", true));
        return enter(elsewhere, victim);
    }

    private void refused(String context) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            take(connection, context);
            wrongs.add("a context was taken that is none of this session");
        } catch (SQLException e) {
            if (!"28000".equals(e.getSQLState())) {
                throw e;
            }
        }
        connection.rollback(before);
    }

    private String enter(Connection session, UUID workspace) throws SQLException {
        String ticket = take(session, sign(session, workspace, "1 minute", true));
        // The proof takes longer than a ticket lives.
        run(
                session,
                "update backline.ticket set expires_at = now() + interval '1 hour' where ticket = "
                        + TenantTable.literal(ticket));
        return ticket;
    }

    private String take(Connection session, String context) throws SQLException {
        run(session, "set session authorization " + TenantTable.quoted(role));
        try (PreparedStatement enter = session.prepareStatement("select backline_api.enter(?)")) {
            enter.setString(1, context);
            String ticket = text(enter);
            run(session, "reset session authorization");
            return ticket;
        }
    }

    private String sign(Connection session, UUID workspace, String lasting, boolean well)
            throws SQLException {
        String sql =
                well
                        ? SIGNED.formatted("outer_block", "inner_block")
                        : SIGNED.formatted("inner_block", "outer_block");
        try (PreparedStatement pid = session.prepareStatement("select pg_backend_pid()::text");
                PreparedStatement sign = session.prepareStatement(sql)) {
            sign.setString(1, lasting);
            sign.setString(2, workspace.toString());
            sign.setString(3, role);
            sign.setInt(4, Integer.parseInt(text(pid)));
            return text(sign);
        }
    }

    private static String text(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return Objects.requireNonNull(row.getString(1));
        }
    }

    static void run(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        for (Connection each : others) {
            each.close();
        }
    }
}
