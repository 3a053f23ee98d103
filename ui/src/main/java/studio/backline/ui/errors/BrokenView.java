package studio.backline.ui.errors;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.audit.Origin;
import studio.backline.ui.shell.MainLayout;
import studio.backline.ui.text.HostTexts;

/** A screen that could not be opened. The number on it is in the log. */
@Tag("div")
@ParentLayout(MainLayout.class)
final class BrokenView extends ErrorPage implements HasErrorParameter<Exception> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BrokenView.class);

    BrokenView(HostTexts texts) {
        super(texts);
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String number = Origin.currentNumber();
        LOG.error("A screen could not be opened, reference {}.", number, parameter.getException());
        boolean locked = ActFailed.isLockedOut(parameter.getException());
        say("error.broken.title", locked ? "error.locked" : "error.broken.text", number);
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
