package studio.backline.ui.errors;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.ui.shell.MainLayout;
import studio.backline.ui.text.HostTexts;

/** A screen refused after it had opened: answered as if there were nothing. */
@Tag("div")
@ParentLayout(MainLayout.class)
final class ForbiddenView extends ErrorPage
        implements HasErrorParameter<PermissionDeniedException> {

    private static final long serialVersionUID = 1L;

    ForbiddenView(HostTexts texts) {
        super(texts);
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<PermissionDeniedException> parameter) {
        say("error.not-found.title", "error.not-found.text");
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
