package studio.backline.server.failure;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Whoever stops a server that still starts (Ctrl-C, SIGTERM) is told so. What can no longer begin
 * then is no failure: libraries that complain of it are not listened to any more.
 */
public final class StopWhileStarting implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopWhileStarting.class);
    private static final List<String> COMPLAIN = List.of("org.atmosphere", "com.vaadin");

    private final LoggingSystem logging =
            LoggingSystem.get(StopWhileStarting.class.getClassLoader());
    private final Thread hook = new Thread(this::tell, "stop-while-starting");

    private StopWhileStarting() {}

    /** Until it is closed: when the server is there, or has failed by itself. */
    public static StopWhileStarting watched() {
        StopWhileStarting watched = new StopWhileStarting();
        Runtime.getRuntime().addShutdownHook(watched.hook);
        return watched;
    }

    /** Whether the process ends already, so that what fails now fails because of it. */
    static boolean hasBegun() {
        Thread none = Thread.ofPlatform().unstarted(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(none);
            Runtime.getRuntime().removeShutdownHook(none);
            return false;
        } catch (IllegalStateException stopping) {
            LOG.trace("The process ends", stopping);
            return true;
        }
    }

    private void tell() {
        COMPLAIN.forEach(name -> logging.setLogLevel(name, LogLevel.OFF));
        LOG.info("Stopped before everything had started.");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            LOG.debug("It was stopped while it started", stopping);
        }
    }
}
