package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.backline.screens.HouseWords;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.ui.screen.MountedScreen;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.screen.ScreenAccess;
import studio.backline.ui.text.HostTexts;

/** The drawer's menu, made of what is mounted and what the person may open. */
final class DrawerMenu {

    private final MountedScreens screens;
    private final ScreenAccess access;
    private final HostTexts texts;

    DrawerMenu(MountedScreens screens, ScreenAccess access, HostTexts texts) {
        this.screens = screens;
        this.access = access;
        this.texts = texts;
    }

    /** One list per group that has something in it. */
    List<Component> create() {
        Map<MenuGroup, SideNav> groups = new EnumMap<>(MenuGroup.class);
        for (MountedScreen mounted : entries()) {
            groups.computeIfAbsent(MountedScreens.menu(mounted).group(), this::group)
                    .addItem(item(mounted));
        }
        return new ArrayList<>(groups.values());
    }

    /** What is in the menu for this person, in order. */
    List<MountedScreen> entries() {
        return screens.inMenu().stream().filter(access::mayOpen).toList();
    }

    private SideNav group(MenuGroup group) {
        String name = texts.get("menu.group." + group.name().toLowerCase(Locale.ROOT));
        SideNav nav = HouseWords.in(new SideNav());
        if (group == MenuGroup.DAY) {
            nav.getElement().setAttribute("aria-label", name);
        } else {
            nav.setLabel(name);
        }
        return nav;
    }

    private static SideNavItem item(MountedScreen mounted) {
        MenuEntry entry = MountedScreens.menu(mounted);
        SideNavItem item =
                new SideNavItem(
                        mounted.texts().get(entry.textKey()),
                        mounted.screen().path(),
                        new SvgIcon("icons.svg", entry.icon()));
        // The start page's path is empty and would match every address.
        item.setMatchNested(!mounted.screen().path().isEmpty());
        return item;
    }
}
