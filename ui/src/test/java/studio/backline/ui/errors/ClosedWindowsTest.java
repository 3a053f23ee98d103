package studio.backline.ui.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.vaadin.flow.server.communication.PushAtmosphereHandler;
import java.io.EOFException;
import java.io.IOException;
import org.atmosphere.cpr.AsynchronousProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClosedWindowsTest {

    private final Logger ending = logger(AsynchronousProcessor.class);
    private final Logger pushing = logger(PushAtmosphereHandler.class);
    private final Logger other = logger(ClosedWindowsTest.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ClosedWindows filter = ClosedWindows.watched();

    @BeforeEach
    void listen() {
        log.start();
        ending.addAppender(log);
        pushing.addAppender(log);
        other.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        filter.close();
        ending.detachAppender(log);
        pushing.detachAppender(log);
        other.detachAppender(log);
    }

    @Test
    void aWindowThatIsClosedIsNoError() {
        ending.error("Failed to cancel resource: {}", "8127f6d4", stillWriting());
        pushing.error("Exception in push connection", new EOFException());
        pushing.error("Exception in push connection", new IOException("Broken pipe"));

        assertThat(log.list).isEmpty();
    }

    @Test
    void whateverElseFailsThereStaysOne() {
        ending.error("Failed to cancel resource: {}", "8127f6d4", new IllegalStateException("x"));
        pushing.error("Exception in push connection", new NullPointerException());
        pushing.error("Exception in push connection");
        other.error("An act failed", new IOException("Broken pipe"));

        assertThat(log.list).hasSize(4);
    }

    @Test
    void andItEndsWithTheHouse() {
        filter.close();
        pushing.error("Exception in push connection", new EOFException());

        assertThat(log.list).hasSize(1);
    }

    /** As Tomcat throws it where a message follows one that does not get through. */
    private static IllegalStateException stillWriting() {
        IllegalStateException thrown = new IllegalStateException("TEXT_FULL_WRITING");
        thrown.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement(
                            "org.apache.tomcat.websocket.WsRemoteEndpointImplBase$StateMachine",
                            "checkState",
                            "WsRemoteEndpointImplBase.java",
                            1341)
                });
        return thrown;
    }

    private static Logger logger(Class<?> type) {
        return (Logger) LoggerFactory.getLogger(type);
    }
}
