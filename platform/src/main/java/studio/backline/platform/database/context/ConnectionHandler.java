package studio.backline.platform.database.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A borrowed connection. */
final class ConnectionHandler implements InvocationHandler {

    private static final String CLEANSE =
            "close all; unlisten *; select pg_advisory_unlock_all(); discard temp; reset all";

    private final Connection connection;
    private final TransactionContext context;
    private final Consumer<Connection> evict;
    private boolean touched;

    ConnectionHandler(
            Connection connection, TransactionContext context, Consumer<Connection> evict) {
        this.connection = connection;
        this.context = context;
        this.evict = evict;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "createStatement", "prepareStatement", "prepareCall" ->
                    statement((Connection) proxy, method, arguments);
            case "commit", "abort" -> ending(method, arguments);
            case "rollback" -> rollback(method, arguments);
            case "setAutoCommit" -> autoCommit(method, arguments);
            case "setSavepoint" -> {
                // Before the savepoint, so that going back to it keeps the context.
                context.beforeStatement();
                yield call(connection, method, arguments);
            }
            case "unwrap" -> unwrap((Connection) proxy, method, arguments);
            case "isWrapperFor" -> call(connection, method, arguments);
            case "close" -> {
                close();
                yield null;
            }
            default -> call(connection, method, arguments);
        };
    }

    /** Calls the method and throws what it throws. */
    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Remembers statements that leave something in the session. */
    void note(@Nullable String sql) {
        touched = touched || (sql != null && SessionResidue.of(sql));
    }

    private @Nullable Object statement(
            Connection proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments[0] instanceof String sql) {
            note(sql);
            if (method.getName().equals("prepareStatement")
                    && isPlain(arguments)
                    && context.isAwaited()) {
                return proxy(
                        PreparedStatement.class,
                        new FirstStatement(connection, proxy, context, sql));
            }
        }
        Statement statement =
                (Statement) Objects.requireNonNull(call(connection, method, arguments));
        Class<?> type =
                switch (statement) {
                    case CallableStatement _ -> CallableStatement.class;
                    case PreparedStatement _ -> PreparedStatement.class;
                    default -> Statement.class;
                };
        return proxy(type, new StatementHandler(statement, proxy, this, context));
    }

    /**
     * Whether rows are read once from the first to the last, as Hibernate says it of each query.
     */
    private static boolean isPlain(Object[] arguments) {
        return arguments.length == 1
                || (arguments.length == 3
                        && arguments[1].equals(ResultSet.TYPE_FORWARD_ONLY)
                        && arguments[2].equals(ResultSet.CONCUR_READ_ONLY));
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(
                ConnectionHandler.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private @Nullable Object ending(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return call(connection, method, arguments);
        } finally {
            context.transactionEnded();
        }
    }

    private @Nullable Object rollback(Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && arguments[0] instanceof Savepoint) {
            context.savepointRolledBack();
            return call(connection, method, arguments);
        }
        return ending(method, arguments);
    }

    private @Nullable Object autoCommit(Method method, Object @Nullable [] arguments)
            throws Throwable {
        boolean ends = !connection.getAutoCommit() && Boolean.TRUE.equals(first(arguments));
        return ends ? ending(method, arguments) : call(connection, method, arguments);
    }

    private @Nullable Object unwrap(Connection proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (first(arguments) == Connection.class) {
            return proxy;
        }
        // What happens on the driver's own connection passes by here, so the context goes first.
        if (!connection.getAutoCommit()) {
            context.beforeStatement();
        }
        touched = true;
        return call(connection, method, arguments);
    }

    private static @Nullable Object first(Object @Nullable [] arguments) {
        return arguments == null ? null : arguments[0];
    }

    private void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (touched) {
                cleanse();
            }
        } finally {
            connection.close();
        }
    }

    private void cleanse() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(CLEANSE);
            }
        } catch (SQLException e) {
            // A session that cannot be cleansed serves nobody else.
            evict.accept(connection);
        }
    }
}
