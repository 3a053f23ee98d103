package studio.backline.ui.caller;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.tenancy.Workspace;

/** Leads a window away from a workspace that its person does not belong to any more. */
public final class EndedAccess {

    /** The page that says so. */
    public static final String PAGE = "/left";

    private static final String END = EndedAccess.class.getName();
    private static final String OWN_WISH = END + ".own-wish";

    private final VaadinCaller callers;
    private final ChosenWorkspace chosen;

    EndedAccess(VaadinCaller callers, ChosenWorkspace chosen) {
        this.callers = callers;
        this.chosen = chosen;
    }

    /**
     * The end of somebody's access.
     *
     * @param workspace the name of where it was
     * @param byOneself whether they left by their own wish, in the same browser
     */
    public record End(String workspace, boolean byOneself) {}

    /** Remembers that whoever is at the window leaves the workspace by their own wish. */
    public static void byOneself(UI ui, WorkspaceId workspace) {
        ui.getSession().getSession().setAttribute(OWN_WISH, workspace);
    }

    /** Forgets it again: who has come back may be taken out by others. */
    static void cameBack(HttpSession session) {
        session.removeAttribute(OWN_WISH);
    }

    /** Leads the window to the page that says so; whether there was a reason to. */
    public boolean lead(UI ui) {
        Optional<Workspace> left = callers.left(ui);
        left.ifPresent(
                workspace -> {
                    chosen.forget(ui);
                    WrappedSession session = ui.getSession().getSession();
                    boolean own = workspace.id().equals(session.getAttribute(OWN_WISH));
                    session.setAttribute(END, new End(workspace.name(), own));
                    ui.getPage().setLocation(PAGE);
                });
        return left.isPresent();
    }

    /** What a window of the browser was led away from. */
    public static Optional<End> from(HttpSession session) {
        return session.getAttribute(END) instanceof End end ? Optional.of(end) : Optional.empty();
    }
}
