package studio.backline.ui.shell;

import java.util.function.Supplier;

/**
 * What the frame is made of; each window has parts of its own.
 *
 * @param menu the drawer's menu
 * @param bottomBar its first places, on phones
 * @param switcher in which workspace one is
 * @param account who is signed in
 * @param keys keys that work on every screen
 * @param job what runs now
 */
record ShellParts(
        DrawerMenu menu,
        BottomBar bottomBar,
        WorkspaceSwitcher switcher,
        AccountMenu account,
        Supplier<ShellKeys> keys,
        Supplier<JobFoot> job) {}
