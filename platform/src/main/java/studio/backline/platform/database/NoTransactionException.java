package studio.backline.platform.database;

import java.sql.SQLException;

/** A statement was sent outside a transaction, where no workspace can be entered. */
public final class NoTransactionException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** With the message that says what to do. */
    public NoTransactionException() {
        super(
                "A statement was sent outside a transaction, where no workspace can be entered."
                        + " Put @Transactional on the service, or use a TransactionTemplate.",
                "25P01");
    }
}
