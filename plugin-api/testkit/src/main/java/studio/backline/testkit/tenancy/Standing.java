package studio.backline.testkit.tenancy;

/** On whose behalf a statement is made, seen from the workspace whose row it is aimed at. */
public enum Standing {
    /** A signed context of the workspace itself. */
    OWN,
    /** A signed context of another workspace. */
    OTHER,
    /** None was ever set in the session. */
    NONE,
    /** The setting is empty. */
    EMPTY,
    /** The setting is no ticket at all. */
    GARBAGE,
    /** A ticket of the workspace whose time is over. */
    EXPIRED,
    /** A context signed with another key, and a ticket that was never given. */
    FORGED,
    /** A good context and a good ticket of the workspace, from another connection. */
    REPLAYED;

    /** Whether it stands for no workspace. */
    boolean isNobody() {
        return this != OWN && this != OTHER;
    }
}
