package studio.backline.ui.errors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.vaadin.flow.server.communication.PushAtmosphereHandler;
import java.io.IOException;
import java.util.Set;
import org.atmosphere.cpr.AsynchronousProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps out of the log as an error what is none: a window that is closed, or out of reach, while
 * something is pushed to it. Push gives up on the connection, and the window asks for all of it
 * when it comes back. Whatever else fails in these places stays an error.
 */
final class ClosedWindows extends TurboFilter implements AutoCloseable {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ClosedWindows.class);
    private static final Set<String> PUSH =
            Set.of(AsynchronousProcessor.class.getName(), PushAtmosphereHandler.class.getName());
    private static final String SOCKETS = "org.apache.tomcat.websocket.";

    /** Set to work; without Logback there is nothing to be kept out of. */
    static ClosedWindows watched() {
        ClosedWindows filter = new ClosedWindows();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.addTurboFilter(filter);
        }
        return filter;
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (level != Level.ERROR || !PUSH.contains(logger.getName())) {
            return FilterReply.NEUTRAL;
        }
        Throwable cause = thrown == null ? last(arguments) : thrown;
        if (cause == null || !isOfConnection(cause)) {
            return FilterReply.NEUTRAL;
        }
        LOG.debug("A window was closed while something was pushed to it.", cause);
        return FilterReply.DENY;
    }

    // As SLF4J has it: the last argument may be what was thrown.
    private static @Nullable Throwable last(Object @Nullable [] arguments) {
        return arguments != null
                        && arguments.length > 0
                        && arguments[arguments.length - 1] instanceof Throwable thrown
                ? thrown
                : null;
    }

    /**
     * Bytes that did not get through, or a socket that still writes what it will not get through.
     */
    private static boolean isOfConnection(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof IOException
                || thrown instanceof IllegalStateException
                        && trace.length > 0
                        && trace[0].getClassName().startsWith(SOCKETS);
    }
}
