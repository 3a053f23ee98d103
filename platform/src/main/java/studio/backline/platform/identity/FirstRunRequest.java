package studio.backline.platform.identity;

/**
 * What the first run asks for.
 *
 * @param code the one-time code that the server printed
 * @param account the first account, which will run the server
 * @param workspaceName the name of the first workspace
 * @param plays who plays here
 */
public record FirstRunRequest(String code, NewAccount account, String workspaceName, Plays plays) {

    /** Who plays here; what follows from it can be changed in the settings. */
    public enum Plays {
        /** One person, one workspace: no new accounts are made. */
        ME,
        /** Several people in one workspace, by invitation. */
        TEAM,
        /** Several artists with a workspace each, and their people by invitation. */
        SEVERAL
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "FirstRunRequest[…]";
    }
}
