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
 * The context of the transactions of one borrowed connection. It is sent before the first
 * statement, and again when the signature nears its end or a savepoint took it back. A caller of
 * another workspace is refused until the transaction has ended.
 */
final class TransactionContext {

    static final String SEND = "select set_config('backline.context', ?, true)";

    private final Connection connection;
    private final ContextSource source;
    private final Session session;
    private ContextSigner.@Nullable Signature sent;
    private Optional<Caller> caller = Optional.empty();

    TransactionContext(Connection connection, ContextSource source, Session session) {
        this.connection = connection;
        this.source = source;
        this.session = session;
    }

    /** Whether the next statement is the first of its transaction. */
    boolean isAwaited() throws SQLException {
        return sent == null && !connection.getAutoCommit();
    }

    /** Sends the context where the transaction has none. */
    void beforeStatement() throws SQLException {
        ContextSigner.Signature due = due();
        if (due == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SEND)) {
            statement.setString(1, due.text());
            statement.execute();
        }
        sent(due);
    }

    /** What must go before or with the next statement; null where the transaction has it. */
    ContextSigner.@Nullable Signature due() throws SQLException {
        if (connection.getAutoCommit()) {
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
        // For nobody, too: what a statement may have left in the session must not serve here.
        return sent == null || !sent.serves(caller, System.currentTimeMillis())
                ? session.signatureFor(caller)
                : null;
    }

    /** The transaction has it. */
    void sent(ContextSigner.Signature signature) {
        sent = signature;
    }

    /** The setting went with the transaction. */
    void transactionEnded() {
        sent = null;
        caller = Optional.empty();
    }

    /** Going back to a savepoint may have taken the setting back: it is sent anew. */
    void savepointRolledBack() {
        sent = null;
    }
}
