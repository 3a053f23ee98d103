package studio.backline.ui.errors;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import studio.backline.ui.screen.MountedScreen;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.screen.ScreenAccess;
import studio.backline.ui.screen.ShowsMenu;
import studio.backline.ui.shell.MainLayout;
import studio.backline.ui.text.HostTexts;

/**
 * Nothing here, or nothing that this person may see: the same answer. But to whoever may read what
 * cannot be changed by them it says so. While the server starts its plugins nobody knows yet what
 * will be here: it looks again with each that runs, and when all do.
 */
@Tag("div")
@ParentLayout(MainLayout.class)
final class NotFoundView extends ErrorPage
        implements HasErrorParameter<NotFoundException>, ShowsMenu {

    private static final long serialVersionUID = 1L;

    private final transient MountedScreens screens;
    private final transient ScreenAccess access;
    private final transient OpeningHouse house;
    private @Nullable Location awaited;

    NotFoundView(HostTexts texts, MountedScreens screens, ScreenAccess access, OpeningHouse house) {
        super(texts);
        this.screens = screens;
        this.access = access;
        this.house = house;
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        if (house.isOpening()) {
            awaited = event.getLocation();
            say("error.opening.title", "error.opening.text");
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        String address = event.getLocation().getPath();
        boolean read = screens.isOnlyRead(address, access::mayOpen);
        String key = read ? "error.read-only." : "error.not-found.";
        say(key + "title", key + "text");
        screens.above(address, access::mayOpen).ifPresent(this::leadUp);
        return read ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND;
    }

    /** Where a window waits for a screen of a plugin that has not started yet. */
    static void lookAgain(UI ui) {
        for (HasElement shown : ui.getInternals().getActiveRouterTargetsChain()) {
            if (shown instanceof NotFoundView waiting) {
                waiting.refreshMenu();
            }
        }
    }

    @Override
    public void refreshMenu() {
        Location again = awaited;
        if (again != null) {
            awaited = null;
            // Not among those that are being told, one of which this is.
            UI ui = UI.getCurrent();
            ui.access(() -> ui.navigate(again.getPath(), again.getQueryParameters()));
        }
    }

    private void leadUp(MountedScreen above) {
        String name = above.texts().get(MountedScreens.menu(above).textKey());
        leadTo(above.screen().path(), name);
    }
}
