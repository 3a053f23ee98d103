package studio.backline.ui.reach;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import org.jspecify.annotations.Nullable;

/**
 * The screen that the guard has opened in a window, and that is not made yet. A screen of a plugin
 * finds the classes of all others among the routes, and could have them made without a guard.
 *
 * @param view its class
 */
public record OpenedScreen(Class<?> view) {

    /** The guard opens the way to a screen. */
    public static void open(UI window, Class<?> view) {
        keep(window, new OpenedScreen(view));
    }

    /** Nothing is opened any more. */
    public static void close(UI window) {
        keep(window, null);
    }

    /** Whether the present window has opened this; asked once, when it is made. */
    public static boolean takes(Class<?> view) {
        UI window = UI.getCurrent();
        if (window == null) {
            return false;
        }
        OpenedScreen opened = ComponentUtil.getData(window, OpenedScreen.class);
        boolean takes = opened != null && opened.view() == view;
        if (takes) {
            close(window);
        }
        return takes;
    }

    private static void keep(UI window, @Nullable OpenedScreen opened) {
        ComponentUtil.setData(window, OpenedScreen.class, opened);
    }
}
