package studio.backline.platform.database.context;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.database.NoTransactionException;

/**
 * A prepared statement of a transaction that has no context yet. Its first execution takes the
 * context along, so that both wait for the database once. Whatever else is asked of it, a batch, a
 * second execution, a description, a plain statement with the same values does.
 *
 * <p>Outside a transaction it is one by itself, which only reads: the database is waited for once
 * where a transaction would wait for its end, too.
 */
final class FirstStatement implements InvocationHandler {

    /** The state of a change in a transaction that only reads. */
    private static final String WRITES = "25006";

    private final Connection pooled;
    private final Connection proxy;
    private final TransactionContext context;
    private final String sql;
    private final boolean alone;
    private final PreparedStatement joined;
    private final List<Setting> settings = new ArrayList<>();
    private @Nullable PreparedStatement plain;
    private boolean executed;

    FirstStatement(Connection pooled, Connection proxy, TransactionContext context, String sql)
            throws SQLException {
        this.pooled = pooled;
        this.proxy = proxy;
        this.context = context;
        this.sql = sql;
        this.alone = context.isAlone();
        String show = alone ? Session.SHOW_TO_READ : Session.SHOW;
        this.joined = pooled.prepareStatement(show + ";" + sql);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        return switch (name) {
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "getConnection" -> proxy;
            case "close" -> {
                close();
                yield null;
            }
            case "clearParameters" -> {
                settings.removeIf(Setting::isParameter);
                yield ConnectionHandler.call(current(), method, arguments);
            }
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                    execute(method, arguments);
            case "addBatch", "executeBatch", "executeLargeBatch", "clearBatch" ->
                    onPlain(method, arguments);
            case "getMetaData", "getParameterMetaData" ->
                    executed && plain == null && name.equals("getMetaData")
                            ? joined.getMetaData()
                            : onPlain(method, arguments);
            default ->
                    name.startsWith("set")
                            ? set(new Setting(method, Objects.requireNonNull(arguments)))
                            : ConnectionHandler.call(current(), method, arguments);
        };
    }

    private PreparedStatement current() {
        return plain == null ? joined : plain;
    }

    private @Nullable Object set(Setting setting) throws Throwable {
        if (plain == null && setting.isReadOnce()) {
            toPlain();
        }
        if (plain != null) {
            return setting.onto(plain, 0);
        }
        settings.add(setting);
        return setting.onto(joined, Session.SHOWN);
    }

    private @Nullable Object execute(Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (plain != null || arguments != null || alone != context.isAlone()) {
            return onPlain(method, arguments);
        }
        if (alone) {
            read();
        } else {
            Session.Ticket due = context.due();
            if (executed || due == null) {
                return onPlain(method, arguments);
            }
            context.sent(showing(due));
        }
        executed = true;
        // What the context answered is passed over.
        boolean rows = joined.getMoreResults();
        return switch (method.getName()) {
            case "executeQuery" -> rows ? joined.getResultSet() : refuse("no rows");
            case "executeUpdate" -> rows ? refuse("rows") : (Object) joined.getUpdateCount();
            case "executeLargeUpdate" ->
                    rows ? refuse("rows") : (Object) joined.getLargeUpdateCount();
            default -> rows;
        };
    }

    private Session.Ticket showing(Session.Ticket due) throws SQLException {
        try {
            due.onto(joined);
            joined.execute();
            return due;
        } catch (SQLException e) {
            Session.Ticket fresh = context.afresh(e);
            fresh.onto(joined);
            joined.execute();
            return fresh;
        }
    }

    private void read() throws SQLException {
        try {
            showing(context.dueAlone());
        } catch (SQLException e) {
            throw WRITES.equals(e.getSQLState()) ? new NoTransactionException(e) : e;
        } finally {
            context.transactionEnded();
        }
    }

    private static Object refuse(String given) throws SQLException {
        throw new SQLException("The statement gives %s.".formatted(given), "02000");
    }

    private @Nullable Object onPlain(Method method, Object @Nullable [] arguments)
            throws Throwable {
        PreparedStatement statement = toPlain();
        if (method.getName().startsWith("execute")) {
            context.beforeStatement();
        }
        return ConnectionHandler.call(statement, method, arguments);
    }

    private PreparedStatement toPlain() throws Throwable {
        if (plain == null) {
            plain = pooled.prepareStatement(sql);
            for (Setting setting : settings) {
                setting.onto(plain, 0);
            }
            settings.clear();
        }
        return plain;
    }

    private void close() throws SQLException {
        try (joined) {
            if (plain != null) {
                plain.close();
            }
        }
    }

    /** A call of one of the many setters, to be made again on another statement. */
    private record Setting(Method method, Object[] arguments) {

        boolean isParameter() {
            return method.getDeclaringClass() == PreparedStatement.class;
        }

        /** Whether a value is used up when it is set, so that it cannot be set twice. */
        boolean isReadOnce() {
            for (Object argument : arguments) {
                if (argument instanceof InputStream
                        || argument instanceof Reader
                        || argument instanceof Blob
                        || argument instanceof Clob) {
                    return true;
                }
            }
            return false;
        }

        @Nullable Object onto(PreparedStatement statement, int before) throws Throwable {
            Object[] moved = arguments;
            if (before != 0 && isParameter()) {
                moved = arguments.clone();
                moved[0] = (Integer) arguments[0] + before;
            }
            return ConnectionHandler.call(statement, method, moved);
        }
    }
}
