package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Membership;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.screens.Toasts;
import studio.backline.ui.caller.ChosenWorkspace;
import studio.backline.ui.caller.Memberships;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.settings.FurtherWorkspaces;
import studio.backline.ui.text.HostTexts;

/**
 * The head of the drawer: in which workspace one is, and, for those who are in more than one, the
 * way to another.
 */
final class WorkspaceSwitcher {

    private final HostTexts texts;
    private final Memberships memberships;
    private final SignedIn signedIn;
    private final CallerSource callers;
    private final ChosenWorkspace chosen;
    private final FurtherWorkspaces further;

    WorkspaceSwitcher(
            HostTexts texts,
            Memberships memberships,
            SignedIn signedIn,
            CallerSource callers,
            ChosenWorkspace chosen,
            FurtherWorkspaces further) {
        this.texts = texts;
        this.memberships = memberships;
        this.signedIn = signedIn;
        this.callers = callers;
        this.chosen = chosen;
        this.further = further;
    }

    Component create() {
        List<Workspace> mine = mine();
        Optional<Workspace> current = here(mine);
        String here = name(current);
        if (mine.size() < 2) {
            Div head = new Div(new Mark(), title(here));
            head.addClassName("bl-bench");
            return head;
        }
        DropDown menu =
                new DropDown(
                        texts.get("shell.workspace.change", here), PopoverPosition.BOTTOM_START);
        menu.addClassNames("bl-bench", "bl-bench-face");
        menu.add(new Mark(), title(here), new SvgIcon("icons.svg", "updown"));
        DropDown.Group group = menu.group(texts.get("shell.workspace"));
        for (Workspace workspace : mine) {
            group.choice(
                    label(workspace, mine),
                    current.equals(Optional.of(workspace)),
                    () -> enter(workspace));
        }
        if (further.offered()) {
            menu.act(texts.get("workspace.new"), further::ask);
        }
        return menu;
    }

    /** Says where one is, where that is another place than before. */
    void greet(UI ui) {
        if (chosen.takeEntered(ui)) {
            Toasts.show(texts.get("shell.workspace.entered", name(here(mine()))));
        }
    }

    private Optional<Workspace> here(List<Workspace> mine) {
        return callers.find()
                .map(Caller::workspace)
                .flatMap(id -> mine.stream().filter(one -> one.id().equals(id)).findFirst());
    }

    private String name(Optional<Workspace> here) {
        return here.map(Workspace::name).orElseGet(() -> texts.get("shell.workspace.none"));
    }

    /** Of two that are called the same, each is told by its place in addresses. */
    private String label(Workspace workspace, List<Workspace> mine) {
        long namesakes = mine.stream().filter(one -> one.name().equals(workspace.name())).count();
        return namesakes > 1
                ? texts.get("shell.workspace.namesake", workspace.name(), workspace.slug())
                : workspace.name();
    }

    private List<Workspace> mine() {
        return signedIn
                .find()
                .map(principal -> memberships.of(principal.accountId()))
                .orElse(List.of())
                .stream()
                .map(Membership::workspace)
                .toList();
    }

    private void enter(Workspace workspace) {
        UI ui = UI.getCurrent();
        chosen.choose(ui, workspace);
        // Everything on screen belongs to the other workspace: the page is drawn anew.
        ui.getPage().setLocation("/");
    }

    private static Span title(String name) {
        Span title = new Span(name);
        title.addClassName("bl-bench-name");
        title.getElement().setAttribute("dir", "auto");
        title.setTitle(name);
        return title;
    }
}
