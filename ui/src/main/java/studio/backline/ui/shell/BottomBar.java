package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import java.util.List;
import studio.backline.screens.MenuEntry;
import studio.backline.ui.screen.MountedScreen;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.text.HostTexts;

/** On phones: the first four places of the menu within the thumb's reach, and the drawer. */
final class BottomBar {

    private static final int PLACES = 4;

    private final DrawerMenu menu;
    private final HostTexts texts;

    BottomBar(DrawerMenu menu, HostTexts texts) {
        this.menu = menu;
        this.texts = texts;
    }

    Component create(String path, Runnable openDrawer) {
        Nav nav = new Nav();
        nav.addClassName("bl-bottom-bar");
        nav.setAriaLabel(texts.get("shell.bottom"));
        List<MountedScreen> places = menu.entries().stream().limit(PLACES).toList();
        places.forEach(place -> nav.add(link(place, path)));
        NativeButton more = new NativeButton("", click -> openDrawer.run());
        more.add(new SvgIcon("icons.svg", "menu"), new Span(texts.get("shell.more")));
        nav.add(more);
        return nav;
    }

    private static Anchor link(MountedScreen mounted, String path) {
        MenuEntry entry = MountedScreens.menu(mounted);
        String target = mounted.screen().path();
        Anchor anchor = new Anchor(target.isEmpty() ? "." : target, "");
        anchor.add(
                new SvgIcon("icons.svg", entry.icon()),
                new Span(mounted.texts().get(entry.textKey())));
        boolean here = path.equals(target) || !target.isEmpty() && path.startsWith(target + "/");
        if (here) {
            anchor.getElement().setAttribute("aria-current", "page");
        }
        return anchor;
    }
}
