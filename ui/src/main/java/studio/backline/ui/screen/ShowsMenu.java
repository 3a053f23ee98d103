package studio.backline.ui.screen;

/**
 * What follows from which plugins run: the frame around screens, which is told of jobs, too, and
 * the start page.
 */
public interface ShowsMenu {

    /** Draws anew what they bring; called with the window's lock held. */
    void refreshMenu();

    /** Says anew what runs; called with the window's lock held. */
    default void refreshJob() {}
}
