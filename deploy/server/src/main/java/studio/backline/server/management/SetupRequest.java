package studio.backline.server.management;

/**
 * What {@code bin/backline setup} asks for.
 *
 * @param email of the first account
 * @param name of its person
 * @param password as typed
 * @param workspace the name of the first workspace
 */
public record SetupRequest(String email, String name, String password, String workspace) {

    /** Nothing of it. */
    @Override
    public String toString() {
        return "SetupRequest[…]";
    }
}
