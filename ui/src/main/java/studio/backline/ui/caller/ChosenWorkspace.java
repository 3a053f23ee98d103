package studio.backline.ui.caller;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * The workspace that a browser tab is in. It is remembered by the tab's own name, so that a reload
 * stays where it was and two tabs may be in two workspaces; a new tab starts where the last choice
 * was made.
 */
public final class ChosenWorkspace {

    private static final String LAST = "";

    ChosenWorkspace() {}

    /** The tab's choice, else the last one of the session. */
    Optional<WorkspaceId> find(UI ui) {
        Choice own = ComponentUtil.getData(ui, Choice.class);
        if (own != null) {
            return Optional.of(own.workspace());
        }
        Map<String, WorkspaceId> choices = choices(ui.getSession());
        WorkspaceId remembered = choices.getOrDefault(tab(ui), choices.get(LAST));
        return Optional.ofNullable(remembered);
    }

    /** Puts the tab into a workspace. The caller has checked that the account is a member. */
    public void choose(UI ui, WorkspaceId workspace) {
        ComponentUtil.setData(ui, Choice.class, new Choice(workspace));
        Map<String, WorkspaceId> choices = choices(ui.getSession());
        choices.put(tab(ui), workspace);
        choices.put(LAST, workspace);
    }

    private static String tab(UI ui) {
        String name = ui.getPage().getExtendedClientDetails().getWindowName();
        return name == null ? LAST : name;
    }

    private static Map<String, WorkspaceId> choices(VaadinSession session) {
        Choices choices = session.getAttribute(Choices.class);
        if (choices == null) {
            choices = new Choices(new ConcurrentHashMap<>());
            session.setAttribute(Choices.class, choices);
        }
        return choices.byTab();
    }

    private record Choice(WorkspaceId workspace) {}

    private record Choices(Map<String, WorkspaceId> byTab) {}
}
