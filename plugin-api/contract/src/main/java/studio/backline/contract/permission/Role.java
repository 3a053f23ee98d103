package studio.backline.contract.permission;

/** What a member is in a workspace. Each role holds all that the ones after it hold. */
public enum Role {
    /** Decides over the workspace itself: closing it, its owners, its privacy. */
    OWNER,
    /** Runs it: members, settings, plugins' set-up. */
    MANAGER,
    /** Works in it. */
    MEMBER,
    /** Looks. */
    VIEWER;

    /** Whether this role holds what {@code other} holds. */
    public boolean covers(Role other) {
        return ordinal() <= other.ordinal();
    }
}
