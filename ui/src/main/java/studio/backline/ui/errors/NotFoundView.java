package studio.backline.ui.errors;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;
import studio.backline.ui.screen.MountedScreen;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.screen.ScreenAccess;
import studio.backline.ui.shell.MainLayout;
import studio.backline.ui.text.HostTexts;

/**
 * Nothing here, or nothing that this person may see: the same answer. But to whoever may read what
 * cannot be changed by them it says so.
 */
@Tag("div")
@ParentLayout(MainLayout.class)
final class NotFoundView extends ErrorPage implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1L;

    private final transient MountedScreens screens;
    private final transient ScreenAccess access;

    NotFoundView(HostTexts texts, MountedScreens screens, ScreenAccess access) {
        super(texts);
        this.screens = screens;
        this.access = access;
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        String address = event.getLocation().getPath();
        boolean read = screens.isOnlyRead(address, access::mayOpen);
        String key = read ? "error.read-only." : "error.not-found.";
        say(key + "title", key + "text");
        screens.above(address, access::mayOpen).ifPresent(this::leadUp);
        return read ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND;
    }

    private void leadUp(MountedScreen above) {
        String name = above.texts().get(MountedScreens.menu(above).textKey());
        leadTo(above.screen().path(), name);
    }
}
