package studio.backline.server.management;

import studio.backline.platform.identity.FirstRunRequest;

/**
 * What {@code bin/backline setup} asks for.
 *
 * @param email of the first account
 * @param name of its person
 * @param password as typed
 * @param workspace the name of the first workspace
 * @param plays who plays here
 */
public record SetupRequest(
        String email, String name, String password, String workspace, FirstRunRequest.Plays plays) {

    /** Nothing of it. */
    @Override
    public String toString() {
        return "SetupRequest[…]";
    }
}
