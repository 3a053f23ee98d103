package studio.backline.ui.errors;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.text.Texts;
import studio.backline.platform.audit.Origin;
import studio.backline.screens.Toasts;

/** An act on an open screen that failed: says so where the person is, and keeps the screen. */
final class ActFailed implements ErrorHandler {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ActFailed.class);
    private static final String LOCKED = "55P03";

    private final transient Texts texts;
    private final transient Predicate<UI> ended;

    /**
     * @param ended leads a window away whose workspace is closed to its person; whether it did
     */
    ActFailed(Texts texts, Predicate<UI> ended) {
        this.texts = texts;
        this.ended = ended;
    }

    @Override
    public void error(ErrorEvent event) {
        Throwable thrown = event.getThrowable();
        if (thrown instanceof ClientAbortException) {
            // The window was closed while the answer was on its way: nobody is there to be told.
            return;
        }
        UI ui = UI.getCurrent();
        if (ui != null && ended.test(ui)) {
            LOG.debug("An act in a workspace that is closed to the person.", thrown);
            return;
        }
        String text = words(thrown);
        if (ui != null) {
            ui.accessSynchronously(() -> Toasts.refused(text));
        }
    }

    /** What the person is told; the log has the rest under the same number. */
    String words(Throwable thrown) {
        if (denied(thrown)) {
            return texts.get("error.denied");
        }
        String number = Origin.currentNumber();
        LOG.error("An act failed, reference {}.", number, thrown);
        return texts.get(isLockedOut(thrown) ? "error.locked" : "error.act", number);
    }

    /** Whether the database waited in vain for what another transaction held. */
    static boolean isLockedOut(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && LOCKED.equals(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean denied(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PermissionDeniedException) {
                return true;
            }
        }
        return false;
    }
}
