package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Work of the admin on roles and schemas, in a transaction of its own: one at a time, also where
 * several servers share the database, and no plugin's session holds it up.
 */
@FunctionalInterface
interface SchemaWork {

    /** The state of a lock that was not had in time. */
    String LOCKED = "55P03";

    /** Long enough for the migrations of another server. */
    Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Says of the database what is said of it, since that locks it until the transaction ends, and
     * nobody but its owner can: there is no table yet, and an advisory lock anybody can hold.
     */
    String TAKE_TURN =
            """
            do $$
            begin
                execute format('comment on database %I is %L', current_database(),
                    (select shobj_description(d.oid, 'pg_database') from pg_database d
                     where d.datname = current_database()));
            end $$
            """;

    /** Does it; not committed by itself. */
    void on(Connection admin) throws SQLException;

    /**
     * Does it and commits, or undoes all of it.
     *
     * @throws SQLException also when a lock was not had in time, then naming who has it
     */
    static void run(DatabaseAddress address, SchemaWork work) throws SQLException {
        run(address, PATIENCE, work);
    }

    /** The same with another patience. */
    static void run(DatabaseAddress address, Duration patience, SchemaWork work)
            throws SQLException {
        try (Connection admin = address.open();
                Blockers blockers =
                        Blockers.of(address, admin.unwrap(PGConnection.class).getBackendPID())) {
            admin.setAutoCommit(false);
            try (Statement statement = admin.createStatement()) {
                statement.execute("set local lock_timeout = %d".formatted(patience.toMillis()));
                statement.execute(TAKE_TURN);
                work.on(admin);
                admin.commit();
            } catch (SQLException | RuntimeException e) {
                if (!isLockedOut(e)) {
                    throw e;
                }
                throw new SQLException(
                        "waited %d s for %s, which holds what is needed"
                                .formatted(patience.toSeconds(), blockers.last()),
                        LOCKED,
                        e);
            }
        }
    }

    /** What PostgreSQL says, with what it names, in a line and without a full stop. */
    static String reason(SQLException failure) {
        if (failure instanceof PSQLException e && e.getServerErrorMessage() != null) {
            ServerErrorMessage said = e.getServerErrorMessage();
            String detail = said.getDetail() == null ? "" : ": " + said.getDetail();
            return (said.getMessage() + detail).strip().replaceAll("\\s*\\R\\s*", ", ");
        }
        return String.valueOf(failure.getMessage()).strip();
    }

    private static boolean isLockedOut(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException e && LOCKED.equals(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
