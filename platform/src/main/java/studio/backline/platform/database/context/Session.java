package studio.backline.platform.database.context;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.tenancy.Caller;

/** One physical connection: what its contexts are bound to, and the tickets it has had of late. */
final class Session {

    /** No ticket is shown that would end within this time. */
    private static final long MARGIN_MILLIS = 20_000;

    /** Callers whose tickets are kept: those who take turns on one connection. */
    private static final int MOST_KEPT = 256;

    private static final String OPEN = "select * from backline_api.open_session()";
    private static final String ENTER = "select backline_api.enter(?)";

    private final ContextSigner signer;
    private final byte[] binding;
    private final long clockAhead;
    private final Map<Optional<Caller>, Ticket> tickets = new HashMap<>();

    private Session(ContextSigner signer, byte[] binding, long clockAhead) {
        this.signer = signer;
        this.binding = binding;
        this.clockAhead = clockAhead;
    }

    /** Begins with a new connection, outside a transaction. */
    static Session open(Connection connection, ContextSigner signer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            // The database's clock decides over expiry; it may run ahead of ours.
            long ahead = row.getLong(2) - System.currentTimeMillis();
            return new Session(signer, row.getBytes(1), ahead);
        }
    }

    /**
     * A ticket for a transaction that has not begun yet. A new one is taken in a transaction of its
     * own, so that it stays whatever becomes of that one, which may also read only.
     */
    Ticket before(Connection connection, Optional<Caller> caller) throws SQLException {
        Ticket known = tickets.get(caller);
        if (known != null && known.serves(System.currentTimeMillis())) {
            return known;
        }
        if (tickets.size() >= MOST_KEPT) {
            tickets.clear();
        }
        connection.setAutoCommit(true);
        Ticket fresh;
        try {
            fresh = enter(connection, caller);
        } finally {
            connection.setAutoCommit(false);
        }
        tickets.put(caller, fresh);
        return fresh;
    }

    /**
     * A ticket for the rest of a transaction that began for somebody else of the workspace, or for
     * nobody. One taken here goes with the transaction if that is rolled back, so it is not kept.
     */
    Ticket within(Connection connection, Optional<Caller> caller) throws SQLException {
        Ticket known = tickets.get(caller);
        return known != null && known.serves(System.currentTimeMillis())
                ? known
                : enter(connection, caller);
    }

    private Ticket enter(Connection connection, Optional<Caller> caller) throws SQLException {
        long now = System.currentTimeMillis();
        if (caller.isEmpty()) {
            return new Ticket(caller, "", Long.MAX_VALUE);
        }
        long expiry = now + clockAhead + ContextSigner.LIFETIME_MILLIS;
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, signer.sign(caller.get(), binding, expiry));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long until = now + ContextSigner.LIFETIME_MILLIS - MARGIN_MILLIS;
                return new Ticket(caller, row.getString(1), until);
            }
        }
    }

    /**
     * What a transaction shows to work on behalf of somebody.
     *
     * @param until in milliseconds, when to begin no transaction with it any more
     */
    record Ticket(Optional<Caller> caller, String text, long until) {

        private boolean serves(long now) {
            return now < until;
        }
    }
}
