package studio.backline.screens.list;

/** Which way from an anchor. The rows of a page are in the order of the list either way. */
public enum Direction {
    /** The rows that follow; without an anchor, the first ones. */
    AFTER,
    /** The rows just before; without an anchor, the last ones. */
    BEFORE
}
