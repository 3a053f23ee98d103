package studio.backline.ui.errors;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;
import studio.backline.ui.shell.MainLayout;
import studio.backline.ui.text.HostTexts;

/** Nothing here, or nothing that this person may see: the same answer. */
@Tag("div")
@ParentLayout(MainLayout.class)
final class NotFoundView extends ErrorPage implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1L;

    NotFoundView(HostTexts texts) {
        super(texts);
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        say("error.not-found.title", "error.not-found.text");
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
