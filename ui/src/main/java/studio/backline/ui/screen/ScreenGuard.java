package studio.backline.ui.screen;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.NotFoundException;
import studio.backline.ui.caller.EndedAccess;
import studio.backline.ui.reach.OpenedScreen;

/**
 * Opens only what is a mounted screen that the person may see. Everything else answers as if there
 * were nothing, so that an address tells nobody what exists.
 */
final class ScreenGuard implements BeforeEnterListener {

    private static final long serialVersionUID = 1L;

    private final transient MountedScreens screens;
    private final transient ScreenAccess access;
    private final transient EndedAccess ended;

    ScreenGuard(MountedScreens screens, ScreenAccess access, EndedAccess ended) {
        this.ended = ended;
        this.screens = screens;
        this.access = access;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (event.isErrorEvent()) {
            return;
        }
        boolean open =
                screens.of(event.getNavigationTarget(), event.getLocation().getPath())
                        .filter(access::mayOpen)
                        .isPresent();
        // Also where it could stay: its header would say a workspace that is closed to the person.
        if (ended.lead(event.getUI()) || !open) {
            OpenedScreen.close(event.getUI());
            event.rerouteToError(NotFoundException.class);
        } else {
            OpenedScreen.open(event.getUI(), event.getNavigationTarget());
        }
    }
}
