package studio.backline.ui.caller;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.tenancy.Workspace;

/**
 * The workspace that a browser window is in, from its first question to its end. It is remembered
 * by the tab's own name, so that a reload stays where it was and two tabs may be in two workspaces;
 * a new tab starts where the last choice was made.
 */
public final class ChosenWorkspace {

    private static final String ENTERED = ChosenWorkspace.class.getName();

    ChosenWorkspace() {}

    /** Where the next page of a browser begins; the account has just become a member there. */
    public void enter(HttpSession session, WorkspaceId workspace) {
        EndedAccess.cameBack(session);
        session.setAttribute(ENTERED, workspace);
    }

    /** Puts the tab into a workspace. The caller has checked that the account is a member. */
    public void choose(UI ui, Workspace workspace) {
        bind(ui, workspace);
        choices(ui.getSession()).last().set(workspace.id());
    }

    /** The same, for a tab whose page is drawn anew in a workspace that was made for it. */
    public void enter(UI ui, Workspace workspace) {
        choose(ui, workspace);
        ui.getSession().getSession().setAttribute(ENTERED, workspace.id());
    }

    /** The window's own workspace; empty before its first question. */
    Optional<Workspace> find(UI ui) {
        Choice own = ComponentUtil.getData(ui, Choice.class);
        if (own != null) {
            return Optional.of(own.workspace());
        }
        if (ui.getSession().getSession().getAttribute(ENTERED) != null) {
            return Optional.empty();
        }
        Optional<Workspace> remembered =
                tab(ui).map(name -> choices(ui.getSession()).byTab().get(name));
        remembered.ifPresent(workspace -> bind(ui, workspace));
        return remembered;
    }

    /** Where a window begins that has no workspace yet. */
    Optional<WorkspaceId> first(UI ui) {
        WrappedSession session = ui.getSession().getSession();
        if (session.getAttribute(ENTERED) instanceof WorkspaceId entered) {
            session.removeAttribute(ENTERED);
            ComponentUtil.setData(ui, Entered.class, new Entered());
            return Optional.of(entered);
        }
        return Optional.ofNullable(choices(ui.getSession()).last().get());
    }

    /**
     * Whether the window is the first in a workspace that its person has just joined; told once.
     */
    public boolean takeEntered(UI ui) {
        boolean entered = ComponentUtil.getData(ui, Entered.class) != null;
        ComponentUtil.setData(ui, Entered.class, null);
        return entered;
    }

    /** The window stays in its workspace to its end, whatever other windows choose. */
    void bind(UI ui, Workspace workspace) {
        ComponentUtil.setData(ui, Choice.class, new Choice(workspace));
        tab(ui).ifPresent(name -> choices(ui.getSession()).byTab().put(name, workspace));
    }

    /** The next window of the tab begins anew; this one stays what it is. */
    void forget(UI ui) {
        tab(ui).ifPresent(choices(ui.getSession()).byTab()::remove);
    }

    private static Optional<String> tab(UI ui) {
        return Optional.ofNullable(ui.getPage().getExtendedClientDetails().getWindowName());
    }

    private static Choices choices(VaadinSession session) {
        Choices choices = session.getAttribute(Choices.class);
        if (choices == null) {
            choices = new Choices(new ConcurrentHashMap<>(), new AtomicReference<>());
            session.setAttribute(Choices.class, choices);
        }
        return choices;
    }

    private record Entered() {}

    private record Choice(Workspace workspace) {}

    private record Choices(
            Map<String, Workspace> byTab, AtomicReference<@Nullable WorkspaceId> last) {}
}
