package studio.backline.server.management;

/**
 * What {@code bin/backline password reset} asks for.
 *
 * @param email of the account
 * @param password its new one, as typed
 */
public record PasswordRequest(String email, String password) {

    /** Nothing of it. */
    @Override
    public String toString() {
        return "PasswordRequest[…]";
    }
}
