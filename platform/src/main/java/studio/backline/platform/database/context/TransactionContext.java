package studio.backline.platform.database.context;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.database.NoTransactionException;

/**
 * The context of the transactions of one borrowed connection. The caller's ticket is sent before
 * the first statement, and again when the caller changes or a savepoint took it back. A caller of
 * another workspace is refused until the transaction has ended.
 */
final class TransactionContext {

    private final Connection connection;
    private final ContextSource source;
    private final Session session;
    private Session.@Nullable Ticket sent;
    private Session.@Nullable Ticket opening;
    private Optional<Caller> caller = Optional.empty();
    private boolean begun;

    TransactionContext(Connection connection, ContextSource source, Session session) {
        this.connection = connection;
        this.source = source;
        this.session = session;
    }

    /** Whether the next statement is the first of its transaction, or one by itself. */
    boolean isAwaited() {
        return sent == null;
    }

    /** Whether each statement is a transaction by itself. */
    boolean isAlone() throws SQLException {
        return connection.getAutoCommit();
    }

    /** What must go with a statement that is a transaction by itself. */
    Session.Ticket dueAlone() throws SQLException {
        caller = source.current();
        return session.before(connection, caller);
    }

    /** Sends the context where the transaction has none. */
    void beforeStatement() throws SQLException {
        Session.Ticket due = due();
        if (due == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(Session.SHOW)) {
            try {
                due.onto(statement);
                statement.execute();
            } catch (SQLException e) {
                due = afresh(e);
                due.onto(statement);
                statement.execute();
            }
        }
        sent(due);
    }

    /**
     * In place of a ticket that was over by the database's clock when it was shown. The transaction
     * begins again, which nobody notices where nothing has been done in it.
     *
     * @throws SQLException what was refused, where it was for another reason
     */
    Session.Ticket afresh(SQLException refused) throws SQLException {
        if (!Session.isOver(refused)) {
            throw refused;
        }
        if (begun) {
            session.forget();
            throw new SQLException(
                    "The database's clock was put on while this transaction went on. Begin it"
                            + " again.",
                    "40001",
                    refused);
        }
        if (isAlone()) {
            return session.renewed(connection, caller);
        }
        connection.rollback();
        opening = session.renewed(connection, caller);
        return opening;
    }

    /** What must go before or with the next statement; null where the transaction has it. */
    Session.@Nullable Ticket due() throws SQLException {
        if (isAlone()) {
            throw new NoTransactionException();
        }
        Optional<Caller> now = source.current();
        if (now.isPresent()) {
            if (caller.isPresent() && !caller.get().workspace().equals(now.get().workspace())) {
                throw new SQLException(
                        "This transaction belongs to another workspace. Enter a workspace before"
                                + " the transaction begins, and leave it after it ends.",
                        "25001");
            }
            caller = now;
        }
        if (sent != null && sent.caller().equals(caller)) {
            return null;
        }
        // For nobody, too: what a statement may have left in the session must not serve here.
        if (opening == null) {
            opening = session.before(connection, caller);
            return opening;
        }
        // It holds to the end of the transaction, however long that takes.
        return opening.caller().equals(caller) ? opening : session.within(connection, caller);
    }

    /** The transaction has it. */
    void sent(Session.Ticket ticket) {
        sent = ticket;
        begun = true;
    }

    /** The setting went with the transaction. */
    void transactionEnded() {
        sent = null;
        opening = null;
        begun = false;
        caller = Optional.empty();
    }

    /** Going back to a savepoint may have taken the setting back: it is sent anew. */
    void savepointRolledBack() {
        sent = null;
    }
}
