package studio.backline.platform.connections;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Hears all that anybody logs, at every level, while it is open. */
final class LogEar extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level usual = root.getLevel();

    /** From now on. */
    static LogEar open() {
        LogEar ear = new LogEar();
        ear.setContext(ear.root.getLoggerContext());
        ear.start();
        // The console would take an hour for it.
        ear.root
                .iteratorForAppenders()
                .forEachRemaining(
                        each ->
                                each.addFilter(
                                        new ch.qos.logback.classic.filter.ThresholdFilter() {
                                            {
                                                setLevel("INFO");
                                                start();
                                            }
                                        }));
        ear.root.setLevel(Level.TRACE);
        ear.root.addAppender(ear);
        return ear;
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getLoggerName());
        line.append(' ').append(event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(ThrowableProxyUtil.asString(thrown));
        }
        heard.add(line.toString());
    }

    /** All of it. */
    List<String> heard() {
        return heard;
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(usual);
        stop();
    }
}
