package studio.backline.platform.database.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A connection lent to a tool that believes it begins, commits and closes: it does not, so that all
 * its work stays in the transaction of the one who lent it.
 */
final class SharedConnection implements InvocationHandler {

    /** What Flyway takes its turn by. Any role could hold that lock; the lender has its turn. */
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock";

    private static final String LOCKED = "select true as pg_try_advisory_xact_lock";

    private final Connection connection;
    private boolean autoCommit = true;

    private SharedConnection(Connection connection) {
        this.connection = connection;
    }

    static Connection over(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        SharedConnection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new SharedConnection(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "commit", "rollback", "close" -> {
                return null;
            }
            case "setAutoCommit" -> {
                autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
                return null;
            }
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "getMetaData" -> {
                return metaData(connection.getMetaData());
            }
            default -> {
                if (arguments != null
                        && arguments[0] instanceof String sql
                        && sql.startsWith(LOCK)) {
                    arguments[0] = LOCKED;
                }
                return passOn(method, connection, arguments);
            }
        }
    }

    /** Flyway looks for a password in the address: for each sign of it, at each one after it. */
    private static Object metaData(DatabaseMetaData real) {
        return Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (_, method, arguments) ->
                        method.getName().equals("getURL")
                                ? real.getURL().split("\\?", 2)[0]
                                : passOn(method, real, arguments));
    }

    private static @Nullable Object passOn(
            Method method, Object target, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
