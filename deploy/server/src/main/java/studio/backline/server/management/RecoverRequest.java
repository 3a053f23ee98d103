package studio.backline.server.management;

/**
 * What {@code bin/backline account recover} asks for.
 *
 * @param email of the account
 */
public record RecoverRequest(String email) {

    /** No address. */
    @Override
    public String toString() {
        return "RecoverRequest[…]";
    }
}
