package studio.backline.platform.database.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement of a borrowed connection: the context goes before it. */
record StatementHandler(
        Statement statement,
        Connection connection,
        ConnectionHandler owner,
        TransactionContext context)
        implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        switch (name) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "getConnection" -> {
                return connection;
            }
            case "addBatch" -> noteSql(arguments);
            default -> {
                if (name.startsWith("execute")) {
                    noteSql(arguments);
                    context.beforeStatement();
                }
            }
        }
        return ConnectionHandler.call(statement, method, arguments);
    }

    private void noteSql(Object @Nullable [] arguments) {
        if (arguments != null && arguments[0] instanceof String sql) {
            owner.note(sql);
        }
    }
}
