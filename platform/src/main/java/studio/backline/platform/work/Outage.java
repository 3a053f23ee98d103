package studio.backline.platform.work;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that went away, or was held by others, from all else that may be wrong. */
public final class Outage {

    /** Connection exceptions; by SQL:2023, and the one of a protocol that breaks off. */
    private static final String CONNECTION = "08";

    /** The server shuts down, has crashed, or is not up yet. */
    private static final Set<String> GOING = Set.of("57P01", "57P02", "57P03");

    /** What another transaction held was waited for in vain. */
    private static final String LOCKED = "55P03";

    /** The transaction was rolled back for the sake of others, and may simply be begun again. */
    private static final String ROLLED_BACK = "40";

    /** What the pool says, without a state, of a connection that it has given up as broken. */
    private static final String GIVEN_UP = "Connection is closed";

    private Outage() {}

    /** Whether whatever was thrown goes back to a connection that broke, or was not to be had. */
    public static boolean isBehind(Throwable thrown) {
        return isBehind(thrown, Outage::isOutage);
    }

    /**
     * Whether it goes back to what other transactions did at the same time: a lock that was waited
     * for in vain, a deadlock, an order in which they cannot have come.
     */
    public static boolean isContention(Throwable thrown) {
        return isBehind(thrown, Outage::isContended);
    }

    private static boolean isBehind(Throwable thrown, Predicate<SQLException> kind) {
        @Nullable Throwable each = thrown;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (each instanceof SQLException failure && kind.test(failure)) {
                return true;
            }
            // A rollback on a connection that broke fails too, and hides why there was one.
            if (each instanceof TransactionSystemException hiding
                    && hiding.getOriginalException() != null
                    && isBehind(hiding.getOriginalException(), kind)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static boolean isContended(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.equals(LOCKED) || state.startsWith(ROLLED_BACK));
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return failure instanceof SQLTransientConnectionException
                    || GIVEN_UP.equals(failure.getMessage());
        }
        return failure instanceof SQLTransientConnectionException
                || state.startsWith(CONNECTION)
                || GOING.contains(state);
    }
}
