package studio.backline.screens;

/** The groups of the drawer, in their order. */
public enum MenuGroup {
    /** Above all groups, without a heading: what the day is about. */
    DAY,
    /** People, organisations, segments. */
    AUDIENCE,
    /** Works, releases, pages, letters. */
    MUSIC,
    /** Projects, tasks, contracts. */
    WORK,
    /** The house itself. */
    HOUSE
}
