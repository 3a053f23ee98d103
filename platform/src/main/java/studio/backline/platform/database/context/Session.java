package studio.backline.platform.database.context;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import studio.backline.contract.tenancy.Caller;

/** One physical connection: what its contexts are bound to, and the tickets it has had of late. */
final class Session {

    /** No ticket is shown that would end within this time. */
    private static final long MARGIN_MILLIS = 20_000;

    /** Callers whose tickets are kept: those who take turns on one connection. */
    private static final int MOST_KEPT = 32;

    /** Nobody's ticket: long, and short enough to be counted in nanoseconds. */
    private static final long FOR_EVER_MILLIS = TimeUnit.DAYS.toMillis(365);

    /** The state of an invalid authorization. */
    private static final String REFUSED = "28000";

    /**
     * Shows a ticket, whose end by the database's clock goes before it. One that is over fails by
     * itself, before any statement of the transaction would run with nobody as its caller: a
     * comparison and a name that is none cost less than looking for the ticket once more.
     */
    static final String SHOW =
            "select set_config(case when current_timestamp <= to_timestamp(?)"
                    + " then 'backline.ticket' else 'the ticket is over' end, ?, true)";

    /** The same before a statement that is a transaction by itself, and may only read. */
    static final String SHOW_TO_READ = SHOW + ", set_config('transaction_read_only', 'on', true)";

    /** How many parameters come before those of a statement that is sent with either. */
    static final int SHOWN = 2;

    /** The state of a setting that there is not, as SHOW brings it about. */
    private static final String UNKNOWN = "42704";

    private static final String OPEN = "select * from backline_api.open_session()";
    private static final String ENTER = "select backline_api.enter(?), statement_timestamp()";

    private final ContextSigner signer;
    private final Map<Optional<Caller>, Ticket> tickets = new HashMap<>();
    private Bound bound;

    private Session(ContextSigner signer, Bound bound) {
        this.signer = signer;
        this.bound = bound;
    }

    /** Begins with a new connection, outside a transaction. */
    static Session open(Connection connection, ContextSigner signer) throws SQLException {
        return new Session(signer, Bound.of(connection));
    }

    /**
     * A ticket for a transaction that has not begun yet. A new one is taken in a transaction of its
     * own, so that it stays whatever becomes of that one, which may also read only.
     */
    Ticket before(Connection connection, Optional<Caller> caller) throws SQLException {
        Ticket known = tickets.get(caller);
        if (known != null && known.serves()) {
            return known;
        }
        if (tickets.size() >= MOST_KEPT) {
            tickets.clear();
        }
        boolean alone = connection.getAutoCommit();
        connection.setAutoCommit(true);
        Ticket fresh;
        try {
            fresh = enterAnew(connection, caller);
        } finally {
            connection.setAutoCommit(alone);
        }
        tickets.put(caller, fresh);
        return fresh;
    }

    /** Whether a ticket was over when it was shown: the database's clock was put on. */
    static boolean isOver(SQLException refused) {
        return UNKNOWN.equals(refused.getSQLState())
                && String.valueOf(refused.getMessage()).contains("the ticket is over");
    }

    /** No ticket of this session is shown again. */
    void forget() {
        tickets.clear();
    }

    /** A ticket by the database's clock as it is now, for a transaction that has not begun yet. */
    Ticket renewed(Connection connection, Optional<Caller> caller) throws SQLException {
        forget();
        boolean alone = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            bound = Bound.of(connection);
        } finally {
            connection.setAutoCommit(alone);
        }
        return before(connection, caller);
    }

    /** Where a clock was put on, what was signed by it has expired already: it is read again. */
    private Ticket enterAnew(Connection connection, Optional<Caller> caller) throws SQLException {
        try {
            return enter(connection, caller);
        } catch (SQLException e) {
            if (!REFUSED.equals(e.getSQLState())) {
                throw e;
            }
            tickets.clear();
            bound = Bound.of(connection);
            return enter(connection, caller);
        }
    }

    /**
     * A ticket for the rest of a transaction that began for somebody else of the workspace, or for
     * nobody. One taken here goes with the transaction if that is rolled back, so it is not kept.
     */
    Ticket within(Connection connection, Optional<Caller> caller) throws SQLException {
        Ticket known = tickets.get(caller);
        return known != null && known.serves() ? known : enter(connection, caller);
    }

    private Ticket enter(Connection connection, Optional<Caller> caller) throws SQLException {
        if (caller.isEmpty()) {
            return new Ticket(caller, "", Double.POSITIVE_INFINITY, Hourglass.of(FOR_EVER_MILLIS));
        }
        Hourglass until = Hourglass.of(ContextSigner.LIFETIME_MILLIS - MARGIN_MILLIS);
        long expiry = bound.databaseMillis() + ContextSigner.LIFETIME_MILLIS;
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, signer.sign(caller.get(), bound.binding(), expiry));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long now = row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli();
                // As the database counts it: no ticket is good for longer than that from now.
                long over = Math.min(expiry, now + ContextSigner.LIFETIME_MILLIS);
                return new Ticket(caller, row.getString(1), over / 1000.0, until);
            }
        }
    }

    /**
     * What the database told of the session.
     *
     * @param ahead milliseconds that its clock, which decides over expiry, runs ahead of ours
     */
    private record Bound(byte[] binding, long ahead) {

        static Bound of(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(OPEN);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return new Bound(row.getBytes(1), row.getLong(2) - System.currentTimeMillis());
            }
        }

        long databaseMillis() {
            return System.currentTimeMillis() + ahead;
        }
    }

    /**
     * A time that has run out when either clock says so: one may be put on, the other stands while
     * the machine sleeps.
     */
    private record Hourglass(long wallMillis, long nanos) {

        static Hourglass of(long millis) {
            return new Hourglass(
                    System.currentTimeMillis() + millis,
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        }

        boolean runs() {
            return System.currentTimeMillis() < wallMillis && System.nanoTime() - nanos < 0;
        }
    }

    /**
     * What a transaction shows to work on behalf of somebody.
     *
     * @param over when it ends, in seconds of the database's clock
     * @param until when to begin no transaction with it any more
     */
    record Ticket(Optional<Caller> caller, String text, double over, Hourglass until) {

        /** Sets the parameters of {@link #SHOW}. */
        void onto(PreparedStatement statement) throws SQLException {
            statement.setDouble(1, over);
            statement.setString(2, text);
        }

        private boolean serves() {
            return until.runs();
        }
    }
}
