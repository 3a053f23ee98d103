package studio.backline.platform.identity;

/**
 * What the first run asks for.
 *
 * @param code the one-time code that the server printed
 * @param account the first account, which will run the server
 * @param workspaceName the name of the first workspace
 */
public record FirstRunRequest(String code, NewAccount account, String workspaceName) {

    /** Nothing of it. */
    @Override
    public String toString() {
        return "FirstRunRequest[…]";
    }
}
