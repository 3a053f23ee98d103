package studio.backline.ui.screen;

/** A screen of what runs, told when jobs begin, go on or end: at most once a second. */
public interface ShowsWork {

    /** Says anew what runs; called with the window's lock held. */
    void refreshWork();
}
