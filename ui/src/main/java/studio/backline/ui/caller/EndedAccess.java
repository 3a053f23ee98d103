package studio.backline.ui.caller;

import com.vaadin.flow.component.UI;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import studio.backline.platform.tenancy.Workspace;

/** Leads a window away from a workspace that its person does not belong to any more. */
public final class EndedAccess {

    /** The page that says so. */
    public static final String PAGE = "/left";

    private static final String NAME = EndedAccess.class.getName();

    private final VaadinCaller callers;
    private final ChosenWorkspace chosen;

    EndedAccess(VaadinCaller callers, ChosenWorkspace chosen) {
        this.callers = callers;
        this.chosen = chosen;
    }

    /** Leads the window to the page that says so; whether there was a reason to. */
    public boolean lead(UI ui) {
        Optional<Workspace> left = callers.left(ui);
        left.ifPresent(
                workspace -> {
                    chosen.forget(ui);
                    ui.getSession().getSession().setAttribute(NAME, workspace.name());
                    ui.getPage().setLocation(PAGE);
                });
        return left.isPresent();
    }

    /** The name of the workspace that a window of the browser was led away from. */
    public static Optional<String> from(HttpSession session) {
        return session.getAttribute(NAME) instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }
}
