package studio.backline.ui.screen;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.PushConnection;
import java.util.List;

/** What can be done to one open window, by a thread that holds its lock. */
final class Windows {

    private Windows() {}

    /** Draws the menu anew. */
    static void refreshMenu(UI ui) {
        for (HasElement shown : ui.getInternals().getActiveRouterTargetsChain()) {
            if (shown instanceof ShowsMenu layout) {
                layout.refreshMenu();
            }
        }
    }

    /** Says anew what runs. */
    static void refreshJob(UI ui) {
        for (HasElement shown : ui.getInternals().getActiveRouterTargetsChain()) {
            if (shown instanceof ShowsMenu layout) {
                layout.refreshJob();
            }
            if (shown instanceof ShowsWork view) {
                view.refreshWork();
            }
        }
    }

    /**
     * Goes to the start page if anything of a class loader, or a screen that is gone, is shown, and
     * draws the menu anew.
     *
     * @return whether somebody may still sit before the window that was led away
     */
    static boolean leave(UI ui, ClassLoader loader, List<MountedScreen> gone) {
        String address = ui.getInternals().getActiveViewLocation().getPath();
        boolean shown =
                gone.stream().anyMatch(screen -> screen.leads(address))
                        || ui.getInternals().getActiveRouterTargetsChain().stream()
                                .anyMatch(view -> view.getClass().getClassLoader() == loader);
        if (shown) {
            ui.navigate("");
        }
        // Dialogs and notices hang at the window itself, not in the view that opened them.
        List<Component> loose =
                ui.getChildren().filter(child -> shown || holds(child, loader)).toList();
        for (Component child : loose) {
            if (!(child instanceof ShowsMenu)) {
                child.getElement().removeFromParent();
            }
        }
        refreshMenu(ui);
        if (shown && !isConnected(ui)) {
            drop(ui);
            return false;
        }
        return shown;
    }

    /**
     * A window whose browser has gone keeps what it last showed until somebody fetches the change.
     * Nobody will: it is taken out, and a browser that comes back after all loads anew.
     */
    private static void drop(UI ui) {
        VaadinSession session = ui.getSession();
        ui.close();
        session.removeUI(ui);
    }

    private static boolean isConnected(UI ui) {
        PushConnection push = ui.getInternals().getPushConnection();
        return push != null && push.isConnected();
    }

    private static boolean holds(Component component, ClassLoader loader) {
        return component.getClass().getClassLoader() == loader
                || component.getChildren().anyMatch(child -> holds(child, loader));
    }
}
