package studio.backline.platform.database;

import java.sql.SQLException;

/** What is more than one read was sent outside a transaction. */
public final class NoTransactionException extends SQLException {

    private static final long serialVersionUID = 1L;
    private static final String STATE = "25P01";
    private static final String MESSAGE =
            "Something other than the reading of a prepared statement was sent outside a transaction."
                    + " Put @Transactional on the service, or use a TransactionTemplate.";

    /** With the message that says what to do. */
    public NoTransactionException() {
        super(MESSAGE, STATE);
    }

    /** With the message that says what to do, and what the database refused. */
    public NoTransactionException(SQLException refused) {
        super(MESSAGE, STATE, refused);
    }
}
