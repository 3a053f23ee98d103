package studio.backline.server.failure;

import java.io.IOException;
import java.sql.SQLException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;
import studio.backline.platform.pluginhost.running.PluginFailedException;

/**
 * What was thrown, as the log file has it: classes, frames and codes of the database. What an
 * exception says may be about a person, whoever threw it.
 */
public final class TraceWithoutMessages implements StackTracePrinter {

    private final StackTracePrinter printer =
            StandardStackTracePrinter.rootLast().withFormatter(TraceWithoutMessages::name);

    @Override
    public void printStackTrace(Throwable thrown, Appendable out) throws IOException {
        printer.printStackTrace(thrown, out);
    }

    private static String name(Throwable thrown) {
        if (thrown instanceof PluginFailedException copy) {
            return copy.kind();
        }
        String name = thrown.getClass().getName();
        return thrown instanceof SQLException refused
                        && String.valueOf(refused.getSQLState()).matches("[0-9A-Z]{5}")
                ? name + " " + refused.getSQLState()
                : name;
    }
}
