package studio.backline.ui.screen;

/** The frame around screens, which is told when screens and jobs come and go. */
public interface ShowsMenu {

    /** Draws the menu anew; called with the window's lock held. */
    void refreshMenu();

    /** Says anew what runs; called with the window's lock held. */
    void refreshJob();
}
