package studio.backline.platform.identity;

/**
 * What it takes to make an account.
 *
 * @param email its address
 * @param displayName what others will see
 * @param password as typed
 */
public record NewAccount(EmailAddress email, String displayName, String password) {

    /** Nothing of it. */
    @Override
    public String toString() {
        return "NewAccount[…]";
    }
}
