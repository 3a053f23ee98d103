package studio.backline.ui.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.ErrorEvent;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the log says of an act that failed on an open screen. */
@ExtendWith(OutputCaptureExtension.class)
class ActFailedTest {

    private final ActFailed handler = new ActFailed((key, arguments) -> key, ui -> false);

    @Test
    void anActThatFailedIsLoggedWithTheReferenceThatThePersonSees(CapturedOutput log) {
        handler.error(new ErrorEvent(new IllegalStateException("the shelf fell down")));

        assertThat(log).contains("An act failed, reference").contains("the shelf fell down");
    }

    @Test
    void whoWaitedInVainForSomethingElseIsToldToTryAgain() {
        SQLException timeout = new SQLException("canceling statement due to lock timeout", "55P03");

        assertThat(handler.words(new IllegalStateException(timeout))).isEqualTo("error.locked");
        assertThat(handler.words(new IllegalStateException("other"))).isEqualTo("error.act");
    }

    @Test
    void aWindowThatWasClosedMeanwhileIsNoFailure(CapturedOutput log) {
        handler.error(new ErrorEvent(new ClientAbortException(new IOException("Broken pipe"))));

        assertThat(log).doesNotContain("An act failed");
    }
}
